namespace Testing;

/// <summary>Puts JPEG files together, whose every block is of one grey: right ones and wrong ones.</summary>
internal static class JpegFile
{
    public const byte Baseline = 0xC0;
    public const byte Progressive = 0xC2;
    public const byte RestartInterval = 0xDD;

    /// <summary>Two bits for each of four blocks: no difference, and the end of the block.</summary>
    public const byte FourBlocks = 0;

    private static readonly byte[] OneCode = [1, .. new byte[15], 0];

    /// <param name="kind">The marker of the frame.</param>
    /// <param name="width">How many columns.</param>
    /// <param name="height">How many rows.</param>
    /// <param name="rest">What comes between the tables and the end: scans.</param>
    public static byte[] Write(byte kind, int width, int height, params byte[][] rest) =>
        Write(kind, width, height, [1, 1, 0x11, 0], rest);

    /// <summary>Writes a baseline file in colour, with a colour for every four pixels.</summary>
    public static byte[] WriteColour(int width, int height, byte[] data) =>
        Write(
            Baseline, width, height, [3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0],
            [.. Segment(0xDA, [3, 1, 0x00, 2, 0x00, 3, 0x00, 0, 63, 0]), .. data]);

    private static byte[] Write(byte kind, int width, int height, byte[] components, params byte[][] rest) =>
    [
        0xFF, 0xD8,
        .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]),
        .. Segment(kind, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, .. components]),
        .. Segment(0xC4, [0x00, .. OneCode]),
        .. Segment(0xC4, [0x10, .. OneCode]),
        .. rest.SelectMany(bytes => bytes),
        0xFF, 0xD9,
    ];

    /// <summary>A scan of coefficients from one to another.</summary>
    public static byte[] Scan(byte first, byte last, params byte[] data) => Scan(first, last, 0x00, data);

    /// <summary>A scan of some bits of coefficients: the lowest that was known before, and the lowest that it makes known.</summary>
    public static byte[] Scan(byte first, byte last, byte bits, byte[] data) =>
        [.. Segment(0xDA, [1, 1, 0x00, first, last, bits]), .. data];

    public static byte[] Segment(byte marker, byte[] content) =>
        [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];
}
