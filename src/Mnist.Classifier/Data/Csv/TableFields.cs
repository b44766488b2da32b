using System.Globalization;

namespace Mnist.Classifier.Data.Csv;

/// <summary>
/// Enumerates the fields of a line. Separators in quotes are ignored, and an empty field after the last separator does not
/// count.
/// </summary>
internal ref struct TableFields(ReadOnlySpan<char> line, char separator)
{
    private ReadOnlySpan<char> _rest = line;
    private bool _isOver;

    private ReadOnlySpan<char> _field;

    public readonly bool IsEmpty => _field.IsWhiteSpace();

    /// <summary>Gets the field without the spaces and quotes around it.</summary>
    public readonly ReadOnlySpan<char> Text => _field.Trim("\" \t");

    /// <summary>
    /// Gets the number in the field, or NaN if there is none. If the separator is not a comma, a comma in a number is a decimal
    /// comma.
    /// </summary>
    public readonly float Number =>
        byte.TryParse(_field, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole
        : float.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : separator != ',' && Text.Contains(',')
            && float.TryParse(Text.ToString().Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            ? number
        : float.NaN;

    public bool MoveNext()
    {
        if (_isOver)
        {
            return false;
        }

        var (length, isQuoted) = (0, false);
        for (; length < _rest.Length && (isQuoted || _rest[length] != separator); length++)
        {
            isQuoted ^= _rest[length] == '"';
        }

        _field = _rest[..length];
        _isOver = length == _rest.Length;
        _rest = _isOver ? [] : _rest[(length + 1)..];
        return !(_isOver && IsEmpty);
    }
}
