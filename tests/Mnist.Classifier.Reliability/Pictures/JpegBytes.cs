namespace Mnist.Classifier.Reliability;

/// <summary>Puts JPEG files of hardly any bits together. A code is one bit, 0, unless it is said otherwise.</summary>
/// <param name="kind">The marker of the frame.</param>
/// <param name="width">How many columns.</param>
/// <param name="height">How many rows.</param>
/// <param name="sampling">Of each component, how often it is sampled across, and down in the lower digit: 0x22.</param>
internal sealed class JpegBytes(byte kind, int width, int height, params byte[] sampling)
{
    public const byte Baseline = 0xC0;
    public const byte Progressive = 0xC2;

    private const int LongestComment = 65_000;
    private const int BlockSide = 8;

    private readonly List<byte> _scans = [];

    /// <summary>Gets or sets what the one code of other coefficients than the mean stands for: 0 for no more of them.</summary>
    public byte Symbol { get; set; }

    /// <summary>Gets the number of blocks that a scan of all components goes through.</summary>
    public long BlockCount => Units(width, sampling.Max(s => s >> 4)) * Units(height, sampling.Max(s => s & 15))
        * sampling.Sum(s => (s >> 4) * (s & 15));

    /// <summary>Adds a scan of coefficients from one to another, and as many bits of 0 as are asked for.</summary>
    public JpegBytes Scan(byte[] components, byte first, byte last, byte bits, long zeros)
    {
        _scans.AddRange(Segment(
            0xDA, [(byte)components.Length, .. components.SelectMany(i => new byte[] { i, 0 }), first, last, bits]));
        _scans.AddRange(new byte[(zeros + 7) / 8]);
        return this;
    }

    /// <summary>Adds every scan that the standard allows, of one bit of one coefficient of one component each, up to a number of them.</summary>
    public JpegBytes ScanBitByBit(int most)
    {
        var scans = new List<(byte Component, byte Coefficient, byte Bits)>();
        for (byte component = 0; component < sampling.Length; component++)
        {
            for (byte coefficient = 0; coefficient < BlockSide * BlockSide; coefficient++)
            {
                for (var bit = 13; bit >= 0; bit--)
                {
                    scans.Add((component, coefficient, (byte)(((bit == 13 ? 0 : bit + 1) << 4) | bit)));
                }
            }
        }

        foreach (var (component, coefficient, bits) in scans.OrderBy(scan => scan.Coefficient > 0).Take(most))
        {
            Scan([component], coefficient, coefficient, bits, coefficient == 0 ? BlockCount : 8);
        }

        return this;
    }

    /// <summary>Returns the file, with comments until it is so long.</summary>
    public byte[] ToArray(int length = 0)
    {
        byte[] code = [1, .. new byte[15]];
        byte[] head =
        [
            0xFF, 0xD8,
            .. Segment(0xEE, [.. "Adobe\0"u8, 100, 0, 0, 0, 0, 2]),
            .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, BlockSide * BlockSide)]),
            .. Segment(kind,
            [
                8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, (byte)sampling.Length,
                .. sampling.SelectMany((s, i) => new byte[] { (byte)i, s, 0 }),
            ]),
            .. Segment(0xC4, [0x00, .. code, 0]),
            .. Segment(0xC4, [0x10, .. code, Symbol]),
        ];
        var file = new List<byte>(head);
        while (file.Count + _scans.Count + 2 < length)
        {
            file.AddRange(Segment(0xFE, new byte[Math.Clamp(length - file.Count - _scans.Count - 6, 0, LongestComment)]));
        }

        return [.. file, .. _scans, 0xFF, 0xD9];
    }

    private static long Units(int length, int sampling) => (length + (BlockSide * sampling) - 1) / (BlockSide * sampling);

    private static byte[] Segment(byte marker, byte[] content) =>
        [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];
}
