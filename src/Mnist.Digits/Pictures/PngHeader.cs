using System.Buffers.Binary;

namespace Mnist.Digits.Pictures;

/// <summary>What the header of a PNG file says (ISO/IEC 15948, 11.2.2).</summary>
/// <param name="Size">How many columns and rows.</param>
/// <param name="Depth">How many bits a sample has.</param>
/// <param name="Colour">The colour type: 0 for grey, 2 for RGB, 3 for indices, 4 for grey and alpha, 6 for RGB and alpha.</param>
/// <param name="Methods">How it is packed and filtered; 0 for the one way that there is.</param>
/// <param name="Interlacing">1 for seven passes, 0 for one.</param>
internal readonly record struct PngHeader(PictureSize Size, int Depth, int Colour, int Methods, int Interlacing)
{
    public const int SignatureLength = 8;

    private const int Length = 13;
    private const int Start = SignatureLength + 8;
    private const int Indices = 3;

    private static readonly PngPass[] Whole = [new(0, 0, 1, 1)];

    private static readonly PngPass[] Interlaced =
    [
        new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2), new(0, 1, 1, 2),
    ];

    /// <summary>Gets a value indicating whether the standard allows what it says.</summary>
    public bool IsValid => Methods == 0 && Interlacing is 0 or 1 && Colour switch
    {
        0 => Depth is 1 or 2 or 4 or 8 or 16,
        Indices => Depth is 1 or 2 or 4 or 8,
        2 or 4 or 6 => Depth is 8 or 16,
        _ => false,
    };

    public bool HasIndices => Colour == Indices;

    public bool HasAlpha => Colour is 4 or 6;

    /// <summary>Gets the number of samples of a pixel.</summary>
    public int Samples => Colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    public int BitsPerPixel => Samples * Depth;

    public IReadOnlyList<PngPass> Passes => Interlacing == 0 ? Whole : Interlaced;

    /// <summary>Reads the header, or returns null where the file does not begin with one.</summary>
    public static PngHeader? Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < Start + Length || !file[(SignatureLength + 4)..].StartsWith("IHDR"u8))
        {
            return null;
        }

        var header = file.Slice(Start, Length);
        return new PngHeader(
            new PictureSize(BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header[4..])),
            header[8], header[9], header[10] | header[11], header[12]);
    }
}

/// <summary>One pass of a PNG picture: its first column and row, and how far apart its columns and rows are.</summary>
internal readonly record struct PngPass(int Left, int Top, int Across, int Down)
{
    public long Columns(PictureSize size) => (size.Width - Left + Across - 1) / Across;

    public long Rows(PictureSize size) => (size.Height - Top + Down - 1) / Down;

    /// <summary>Counts the bytes of a row, without the one for its filter.</summary>
    public long RowLength(PngHeader header) => ((Columns(header.Size) * header.BitsPerPixel) + 7) / 8;

    /// <summary>Counts the bytes of all rows.</summary>
    public long Length(PngHeader header) =>
        Columns(header.Size) < 1 ? 0 : Rows(header.Size) * (1 + RowLength(header));
}
