using System.Collections;
using System.Collections.Immutable;
using System.Drawing;

namespace Mnist.Digits;

/// <summary>
/// Represents the digits found in a picture in reading order: row by row from the top, each from left to right. This type is
/// immutable.
/// </summary>
public sealed class DigitsInPicture : IReadOnlyList<FoundDigit>
{
    private readonly ImmutableArray<FoundDigit> _digits;

    internal DigitsInPicture(Size size, ReadOnlyMemory<byte> grey, ImmutableArray<DigitRow> rows)
    {
        PictureSize = size;
        Grey = grey;
        Rows = rows;
        _digits = [.. rows.SelectMany(row => row)];
    }

    /// <summary>Gets the width and height of the upright picture, in pixels.</summary>
    public Size PictureSize { get; }

    /// <summary>
    /// Gets the upright picture in grey, on which bounding boxes can be drawn: pixels row by row from the top left, from 0 for
    /// black to 255 for white.
    /// </summary>
    public ReadOnlyMemory<byte> Grey { get; }

    /// <summary>Gets the rows, from top to bottom.</summary>
    public ImmutableArray<DigitRow> Rows { get; }

    /// <summary>Gets the number of digits, uncertain ones included.</summary>
    public int Count => _digits.Length;

    /// <summary>Gets the digit at the specified index.</summary>
    /// <param name="index">The zero-based index, in reading order.</param>
    /// <exception cref="IndexOutOfRangeException">
    /// <paramref name="index"/> is negative, or not less than <see cref="Count"/>.
    /// </exception>
    public FoundDigit this[int index] => _digits[index];

    /// <inheritdoc/>
    public IEnumerator<FoundDigit> GetEnumerator() => ((IEnumerable<FoundDigit>)_digits).GetEnumerator();

    /// <summary>Returns the text of all rows, one per line.</summary>
    /// <returns>The text, which is empty if nothing was found.</returns>
    public override string ToString() => string.Join(Environment.NewLine, Rows);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
