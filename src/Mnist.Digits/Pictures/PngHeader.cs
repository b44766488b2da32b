using System.Buffers.Binary;

namespace Mnist.Digits.Pictures;

/// <summary>The header of a PNG file (ISO/IEC 15948, 11.2.2).</summary>
/// <param name="Size">The size.</param>
/// <param name="Depth">The number of bits per sample.</param>
/// <param name="Colour">The colour type: 0 for grey, 2 for RGB, 3 for indices, 4 for grey and alpha, 6 for RGBA.</param>
/// <param name="Methods">The compression and filter methods, of which only 0 is defined.</param>
/// <param name="Interlacing">The interlace method: 0 for none, 1 for the seven passes of Adam7.</param>
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

    /// <summary>Gets a value indicating whether the header conforms to the standard.</summary>
    public bool IsValid => Methods == 0 && Interlacing is 0 or 1 && Colour switch
    {
        0 => Depth is 1 or 2 or 4 or 8 or 16,
        Indices => Depth is 1 or 2 or 4 or 8,
        2 or 4 or 6 => Depth is 8 or 16,
        _ => false,
    };

    public bool HasIndices => Colour == Indices;

    public bool HasAlpha => Colour is 4 or 6;

    /// <summary>Gets the number of samples per pixel.</summary>
    public int Samples => Colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    public int BitsPerPixel => Samples * Depth;

    public IReadOnlyList<PngPass> Passes => Interlacing == 0 ? Whole : Interlaced;

    /// <summary>Reads the header, or returns <see langword="null"/> if the file does not begin with one.</summary>
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

/// <summary>A pass of a PNG picture: its first column and row, and the distances between its columns and rows.</summary>
internal readonly record struct PngPass(int Left, int Top, int Across, int Down)
{
    public long Columns(PictureSize size) => (size.Width - Left + Across - 1) / Across;

    public long Rows(PictureSize size) => (size.Height - Top + Down - 1) / Down;

    /// <summary>Returns the number of bytes in a row, without its filter byte.</summary>
    public long RowLength(PngHeader header) => ((Columns(header.Size) * header.BitsPerPixel) + 7) / 8;

    /// <summary>Returns the number of bytes in all rows, filter bytes included.</summary>
    public long Length(PngHeader header) =>
        Columns(header.Size) < 1 ? 0 : Rows(header.Size) * (1 + RowLength(header));
}
