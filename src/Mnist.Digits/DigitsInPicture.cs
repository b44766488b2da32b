using System.Collections;
using System.Collections.Immutable;
using System.Drawing;

namespace Mnist.Digits;

/// <summary>The digits that were found in a picture, in reading order: rows from the top, each from the left. Immutable.</summary>
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

    /// <summary>Gets the width and height of the picture, upright, in pixels.</summary>
    public Size PictureSize { get; }

    /// <summary>
    /// Gets the picture as it was read, to draw boxes into: rows of pixels from the top left, upright, 0 for black to 255 for white.
    /// </summary>
    public ReadOnlyMemory<byte> Grey { get; }

    /// <summary>Gets the rows from the top.</summary>
    public ImmutableArray<DigitRow> Rows { get; }

    /// <summary>Gets how many digits were found, with those that are not sure.</summary>
    public int Count => _digits.Length;

    /// <summary>Gets a digit.</summary>
    /// <param name="index">Its place in reading order, from 0.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such place.</exception>
    public FoundDigit this[int index] => _digits[index];

    /// <inheritdoc/>
    public IEnumerator<FoundDigit> GetEnumerator() => ((IEnumerable<FoundDigit>)_digits).GetEnumerator();

    /// <summary>Returns the texts of the rows, each in a line of its own.</summary>
    /// <returns>The text; empty where nothing was found.</returns>
    public override string ToString() => string.Join(Environment.NewLine, Rows);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
