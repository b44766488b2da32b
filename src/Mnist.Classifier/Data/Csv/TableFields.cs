using System.Globalization;

namespace Mnist.Classifier.Data.Csv;

/// <summary>
/// Walks the fields of a line. Commas in quotes separate nothing, and what stands after the last comma is a field only if
/// there is something.
/// </summary>
internal ref struct TableFields(ReadOnlySpan<char> line)
{
    private ReadOnlySpan<char> _rest = line;
    private bool _isOver;

    private ReadOnlySpan<char> _field;

    public readonly bool IsEmpty => _field.IsWhiteSpace();

    /// <summary>Gets the number in the field, or NaN where it is missing or no number.</summary>
    public readonly float Number =>
        byte.TryParse(_field, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole
        : float.TryParse(_field.Trim("\" \t"), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : float.NaN;

    public bool MoveNext()
    {
        if (_isOver)
        {
            return false;
        }

        var (length, isQuoted) = (0, false);
        for (; length < _rest.Length && (isQuoted || _rest[length] != ','); length++)
        {
            isQuoted ^= _rest[length] == '"';
        }

        _field = _rest[..length];
        _isOver = length == _rest.Length;
        _rest = _isOver ? [] : _rest[(length + 1)..];
        return !(_isOver && IsEmpty);
    }
}
