namespace Mnist.Digits.Pictures;

/// <summary>Reads the words of a PBM, PGM or PPM file, between which are white space and comments.</summary>
/// <param name="file">The file.</param>
/// <param name="position">Where to begin.</param>
internal ref struct NetpbmWords(ReadOnlySpan<byte> file, int position)
{
    private readonly ReadOnlySpan<byte> _file = file;

    /// <summary>Gets where the next byte is.</summary>
    public int Position { get; private set; } = position;

    public readonly bool IsAtEnd => Position >= _file.Length;

    private readonly byte Next => _file[Position];

    /// <summary>Reads a number, or the largest that there is where it is larger; null where the next word is none.</summary>
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

    /// <summary>Reads a bit, after which there need be no space; null where the next byte is none.</summary>
    public int? ReadBit()
    {
        SkipSpace();
        return !IsAtEnd && Next is (byte)'0' or (byte)'1' ? _file[Position++] - '0' : null;
    }

    /// <summary>Skips the one byte of space before binary samples, or the comment that stands for it.</summary>
    /// <returns>Where the samples begin.</returns>
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

    // Up to the end of its line, which is space.
    private void SkipComment()
    {
        if (!IsAtEnd && Next == '#')
        {
            var length = _file[Position..].IndexOfAny((byte)'\n', (byte)'\r');
            Position = length < 0 ? _file.Length : Position + length;
        }
    }
}
