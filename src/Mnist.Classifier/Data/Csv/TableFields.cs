using System.Globalization;

namespace Mnist.Classifier.Data.Csv;

/// <summary>
/// Walks the fields of a line. Separators in quotes separate nothing, and what stands after the last one is a field only if
/// there is something.
/// </summary>
internal ref struct TableFields(ReadOnlySpan<char> line, char separator)
{
    private ReadOnlySpan<char> _rest = line;
    private bool _isOver;

    private ReadOnlySpan<char> _field;

    public readonly bool IsEmpty => _field.IsWhiteSpace();

    /// <summary>Gets what is in the field, without spaces and quotes about it.</summary>
    public readonly ReadOnlySpan<char> Text => _field.Trim("\" \t");

    /// <summary>
    /// Gets the number in the field, or NaN where it is missing or no number. Where the separator is no comma, one in a number is that
    /// of its decimals, as half of the world writes it.
    /// </summary>
    public readonly float Number =>
        byte.TryParse(_field, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole
        : float.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : separator != ',' && Text.Contains(',')
            && float.TryParse(Text.ToString().Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out number) ? number
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
