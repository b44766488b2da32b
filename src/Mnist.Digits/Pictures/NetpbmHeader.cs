namespace Mnist.Digits.Pictures;

/// <summary>The header of a PBM, PGM or PPM file.</summary>
/// <param name="Kind">The digit after the P: 1 to 3 for a plain bitmap, greymap and pixmap, 4 to 6 for binary ones.</param>
/// <param name="Size">The claimed size.</param>
/// <param name="Largest">The largest sample, which is white; less than 1 if it is missing or invalid.</param>
/// <param name="Length">The length of the header, after which the samples begin.</param>
internal readonly record struct NetpbmHeader(char Kind, PictureSize Size, int Largest, int Length)
{
    private const int MagicLength = 2;

    public bool IsPlain => Kind <= '3';

    public bool IsBits => Kind is '1' or '4';

    /// <summary>Gets a value indicating whether binary samples are 16-bit big-endian.</summary>
    public bool IsWide => Largest > byte.MaxValue;

    public int Channels => Kind is '3' or '6' ? 3 : 1;

    /// <summary>Reads the header, or returns <see langword="null"/> if it has no size.</summary>
    public static NetpbmHeader? Read(ReadOnlySpan<byte> file)
    {
        var header = new NetpbmHeader((char)file[MagicLength - 1], default, 1, 0);
        var words = new NetpbmWords(file, MagicLength);
        if (words.ReadNumber() is not { } width || words.ReadNumber() is not { } height)
        {
            return null;
        }

        return header with
        {
            Size = new PictureSize(width, height),
            Largest = header.IsBits ? 1 : words.ReadNumber() ?? 0,
            Length = header.IsPlain ? words.Position : words.SkipOne(),
        };
    }
}
