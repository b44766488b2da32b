using System.Text;

namespace Mnist.Classifier.Reliability;

/// <summary>The pictures that take most for their length, of each format: those beyond the limits, and those at them.</summary>
internal static class HostilePictures
{
    /// <summary>Gets them, each made when it is asked for.</summary>
    public static IEnumerable<HostilePicture> All =>
    [
        // Beyond what is read.
        new("JPEG, 25 megapixels, 100 empty scans", false, () => EmptyScans(5_000, 66_000)),
        new("JPEG, 100 megapixels, 100 empty scans", false, () => EmptyScans(10_000, 196_000)),
        new("JPEG, 25 megapixels, the same scan 10 times", false, () => SameScans(5_000)),
        new("progressive JPEG, 25 megapixels, its first scan 100 times", false, () => SameMeans(5_000)),
        new("progressive JPEG, 50 megapixels, 100 scans that the standard allows", false,
            () => new JpegBytes(JpegBytes.Progressive, 7_000, 7_000, 0x11).ScanBitByBit(100).ToArray()),
        new("progressive JPEG, 49 megapixels in colour", false, () => Colours(JpegBytes.Progressive, 7_000, 0x11, 0)),
        new("JPEG, 49 megapixels in grey", false, () => Colours(JpegBytes.Baseline, 7_000, 0, 0)),
        new("JPEG, 49 megapixels in colour", false, () => Colours(JpegBytes.Baseline, 7_000, 0x11, 0)),
        new("JPEG, 20 megapixels in colour at half resolution", false, () => Colours(JpegBytes.Baseline, 4_450, 0x22, 1)),
        new("PNG, 100 megapixels, RGBA of 16 bits", false, () => PngBytes.Write(10_000, 10_000, 16, 6)),
        new("PNG, 25 megapixels, RGBA of 16 bits, interlaced", false, () => PngBytes.Write(5_000, 5_000, 16, 6, isInterlaced: true)),
        new("PNG, 49 megapixels, RGBA", false, () => PngBytes.Write(7_000, 7_000, 8, 6)),
        new("PNG, one row of 20 million pixels, RGBA of 16 bits", false, () => PngBytes.Write(20_000_000, 1, 16, 6)),
        new("GIF, 100 megapixels", false, () => GifBytes.Write(10_000, 10_000)),

        // What is read, and takes most.
        new("JPEG, 30 megapixels in grey", true, () => Colours(JpegBytes.Baseline, 5_450, 0, 0)),
        new("JPEG, 30 megapixels in grey, every block in full", true, () => Colours(JpegBytes.Baseline, 5_450, 0, 1)),
        new("JPEG, 10 megapixels in colour, every block in full", true, () => Colours(JpegBytes.Baseline, 3_150, 0x11, 1)),
        new("JPEG, 15 megapixels in colour at half resolution, every block in full", true, () => Colours(JpegBytes.Baseline, 3_870, 0x22, 1)),
        new("progressive JPEG, 9 megapixels in colour, every block in full", true, () => Colours(JpegBytes.Progressive, 3_000, 0x11, 1)),
        new("progressive JPEG, 6 megapixels in grey, 60 scans that the standard allows", true,
            () => new JpegBytes(JpegBytes.Progressive, 2_550, 2_550, 0x11).ScanBitByBit(60).ToArray()),
        new("PNG, 49 megapixels, RGB", true, () => PngBytes.Write(7_000, 7_000, 8, 2)),
        new("PNG, 40 megapixels, RGBA", true, () => PngBytes.Write(6_300, 6_300, 8, 6)),
        new("PNG, 40 megapixels, RGBA, interlaced", true, () => PngBytes.Write(6_300, 6_300, 8, 6, isInterlaced: true)),
        new("PNG, 20 megapixels, RGBA of 16 bits", true, () => PngBytes.Write(4_400, 4_400, 16, 6)),
        new("PNG, 20 megapixels, RGBA of 16 bits, interlaced", true, () => PngBytes.Write(4_400, 4_400, 16, 6, isInterlaced: true)),
        new("PNG, 49 megapixels, 2 colours, half transparent", true, () => PngBytes.Write(7_000, 7_000, 1, 3)),
        new("GIF, 49 megapixels", true, () => GifBytes.Write(7_000, 7_000)),
        new("GIF, 49 megapixels, interlaced", true, () => GifBytes.Write(7_000, 7_000, isInterlaced: true)),
        new("BMP of two colours, as large as a megabyte holds", true, () => Bmp(2_800, 2_800)),
        new("PBM, as large as a megabyte holds", true, () => [.. Encoding.ASCII.GetBytes("P4 2828 2828 "), .. new byte[354 * 2828]]),
        new("plain PPM, as large as a megabyte holds", true,
            () => [.. "P3 408 408 1 "u8, .. Enumerable.Repeat("1 "u8.ToArray(), 408 * 408 * 3).SelectMany(word => word)]),
    ];

    private static byte[] EmptyScans(int side, int length)
    {
        var jpeg = new JpegBytes(JpegBytes.Baseline, side, side, 0x11);
        for (var i = 0; i < 100; i++)
        {
            jpeg.Scan([0], 0, 63, 0, zeros: 0);
        }

        return jpeg.ToArray(length);
    }

    private static byte[] SameScans(int side)
    {
        var jpeg = new JpegBytes(JpegBytes.Baseline, side, side, 0x11);
        for (var i = 0; i < 10; i++)
        {
            jpeg.Scan([0], 0, 63, 0, 2 * jpeg.BlockCount);
        }

        return jpeg.ToArray();
    }

    private static byte[] SameMeans(int side)
    {
        var jpeg = new JpegBytes(JpegBytes.Progressive, side, side, 0x11, 0x11, 0x11);
        for (var i = 0; i < 100; i++)
        {
            jpeg.Scan([0, 1, 2], 0, 0, 0, zeros: 0);
        }

        return jpeg.ToArray(300_000);
    }

    private static byte[] Colours(byte kind, int side, byte sampling, byte symbol)
    {
        byte[] samplings = sampling == 0 ? [0x11] : [sampling, 0x11, 0x11];
        byte[] components = [.. Enumerable.Range(0, samplings.Length).Select(i => (byte)i)];
        var jpeg = new JpegBytes(kind, side, side, samplings) { Symbol = symbol };
        if (kind == JpegBytes.Baseline)
        {
            return jpeg.Scan(components, 0, 63, 0, 2 * jpeg.BlockCount).ToArray();
        }

        jpeg.Scan(components, 0, 0, 0, jpeg.BlockCount);
        foreach (var component in components)
        {
            jpeg.Scan([component], 1, 63, 0, zeros: 8);
        }

        return jpeg.ToArray();
    }

    private static byte[] Bmp(int width, int height)
    {
        var rowLength = (width + 31) / 32 * 4;
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("BM"u8);
        foreach (var number in (int[])[62 + (rowLength * height), 0, 62, 40, width, height, 0x10001, 0, 0, 0, 0, 2, 0, 0, 0xFFFFFF])
        {
            writer.Write(number);
        }

        writer.Write(new byte[rowLength * height]);
        return stream.ToArray();
    }
}

/// <summary>A picture made to take much.</summary>
/// <param name="What">What it is.</param>
/// <param name="IsRead">Whether it is within the limits.</param>
/// <param name="Make">Makes the file.</param>
internal sealed record HostilePicture(string What, bool IsRead, Func<byte[]> Make);
