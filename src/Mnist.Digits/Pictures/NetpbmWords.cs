namespace Mnist.Digits.Pictures;

/// <summary>Reads the tokens of a PBM, PGM or PPM file, which are separated by white space and comments.</summary>
/// <param name="file">The file.</param>
/// <param name="position">The offset at which to begin.</param>
internal ref struct NetpbmWords(ReadOnlySpan<byte> file, int position)
{
    private readonly ReadOnlySpan<byte> _file = file;

    /// <summary>Gets the offset of the next byte.</summary>
    public int Position { get; private set; } = position;

    public readonly bool IsAtEnd => Position >= _file.Length;

    private readonly byte Next => _file[Position];

    /// <summary>
    /// Reads a number, clamped to <see cref="int.MaxValue"/>, or returns <see langword="null"/> if there is none.
    /// </summary>
    public int? ReadNumber()
    {
        SkipSpace();
        long? number = null;
        for (; !IsAtEnd && Next is >= (byte)'0' and <= (byte)'9'; Position++)
        {
            number = Math.Min(((number ?? 0) * 10) + Next - '0', int.MaxValue);
        }

        return (int?)number;
    }

    /// <summary>Reads a bit, which need not be followed by space, or returns <see langword="null"/> if there is none.</summary>
    public int? ReadBit()
    {
        SkipSpace();
        return !IsAtEnd && Next is (byte)'0' or (byte)'1' ? _file[Position++] - '0' : null;
    }

    /// <summary>Skips the byte of white space before binary samples, and a comment before it.</summary>
    /// <returns>The offset of the samples.</returns>
    public int SkipOne()
    {
        SkipComment();
        Position = Math.Min(Position + 1, _file.Length);
        return Position;
    }

    private void SkipSpace()
    {
        for (SkipComment(); !IsAtEnd && Next is (byte)' ' or (>= (byte)'\t' and <= (byte)'\r'); SkipComment())
        {
            Position++;
        }
    }

    // Up to, but not including, the end of the line, which is white space.
    private void SkipComment()
    {
        if (!IsAtEnd && Next == '#')
        {
            var length = _file[Position..].IndexOfAny((byte)'\n', (byte)'\r');
            Position = length < 0 ? _file.Length : Position + length;
        }
    }
}
