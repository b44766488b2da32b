namespace Mnist.Digits.Pictures;

/// <summary>The header of a PBM, PGM or PPM file.</summary>
/// <param name="Kind">The digit after the P: 1 to 3 for plain bits, greys and colours, 4 to 6 for binary ones.</param>
/// <param name="Size">How many columns and rows it claims.</param>
/// <param name="Largest">The sample that stands for all light; below 1 where there is none.</param>
/// <param name="Length">Where the samples begin.</param>
internal readonly record struct NetpbmHeader(char Kind, PictureSize Size, int Largest, int Length)
{
    private const int MagicLength = 2;

    public bool IsPlain => Kind <= '3';

    public bool IsBits => Kind is '1' or '4';

    /// <summary>Gets a value indicating whether binary samples have two bytes, the higher one first.</summary>
    public bool IsWide => Largest > byte.MaxValue;

    public int Channels => Kind is '3' or '6' ? 3 : 1;

    /// <summary>Reads the header of a file of this format, or returns null where it has no size.</summary>
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
