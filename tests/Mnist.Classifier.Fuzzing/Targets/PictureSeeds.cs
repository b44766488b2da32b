using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using StbImageWriteSharp;

namespace Mnist.Classifier.Fuzzing.Targets;

/// <summary>Small pictures to begin with, and what such files are made of.</summary>
internal static class PictureSeeds
{
    private const int Side = 12;

    public static IEnumerable<byte[]> Words =>
    [
        .. new[] { "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "CgBI", "gAMA", "GIF89a", "GIF87a", "BM", "JFIF\0", "Exif\0\0" }
            .Select(Encoding.ASCII.GetBytes),
        .. new byte[] { 0xC0, 0xC1, 0xC2, 0xC4, 0xCC, 0xD0, 0xD7, 0xD8, 0xD9, 0xDA, 0xDB, 0xDC, 0xDD, 0xE0, 0xEE, 0xFE, 0xFF }
            .Select(marker => new byte[] { 0xFF, marker }),
        [0x21, 0xF9, 4], [0x21, 0xFE], [0x2C], [0x3B], [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0], [0xFF, 0xDD, 0, 4, 0, 1],
        [0xFF, 0xEE, 0, 14, .. "Adobe\0"u8, 100, 0, 0, 0, 0, 0], [.. "II*\0"u8], [.. "MM\0*"u8],
        .. new[] { "P1", "P2", "P3", "P4", "P5", "P6", "\n#\n", " 255\n", " 65535\n", " 0 ", "99999999999" }
            .Select(Encoding.ASCII.GetBytes),
        [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0, 0x01], [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0, 0x10], [0xFF, 0xDA, 0, 8, 1, 1, 0, 1, 63, 0x21],
        [40, 0, 0, 0], [12, 0, 0, 0], [108, 0, 0, 0], [124, 0, 0, 0], [0xFF, 0, 0, 0],
    ];

    public static IEnumerable<byte[]> All()
    {
        foreach (var components in Enum.GetValues<ColorComponents>())
        {
            yield return Write(components, (writer, pixels, stream) => writer.WritePng(pixels, Side, Side, components, stream));
            yield return Write(components, (writer, pixels, stream) => writer.WriteBmp(pixels, Side, Side, components, stream));
            yield return Write(
                components, (writer, pixels, stream) => writer.WriteJpg(pixels, Side, Side, components, stream, quality: 60));
        }

        var kinds = new (int Bits, int Kind)[] { (1, 0), (2, 0), (4, 0), (16, 0), (1, 3), (8, 3), (16, 2), (16, 4), (16, 6) };
        foreach (var (bits, kind) in kinds)
        {
            yield return Png(bits, kind, isInterlaced: false);
            yield return Png(bits, kind, isInterlaced: true);
        }

        yield return Gif(isInterlaced: false);
        yield return Gif(isInterlaced: true);
        yield return Bmp(bits: 1);
        yield return Bmp(bits: 4);
        yield return Bmp(bits: 8);
        yield return Bmp(bits: 16);
        yield return ProgressiveJpeg();
        yield return ColoursOneByOne();
        yield return Netpbm(1);
        yield return Netpbm(2, " 15");
        yield return Netpbm(3, " 255");
        yield return Netpbm(4);
        yield return Netpbm(5, " 200");
        yield return Netpbm(5, " 1000");
        yield return Netpbm(6, " 255");
        yield return Netpbm(6, " 65535");
    }

    private static byte[] Write(ColorComponents components, Action<ImageWriter, byte[], Stream> write)
    {
        var pixels = new byte[Side * Side * (int)components];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(i * 5 % 251);
        }

        using var stream = new MemoryStream();
        write(new ImageWriter(), pixels, stream);
        return stream.ToArray();
    }

    /// <summary>Rows longer than they need be do no harm: one length serves all passes.</summary>
    private static byte[] Png(int bits, int kind, bool isInterlaced)
    {
        using var stream = new MemoryStream();
        stream.Write([0x89, .. "PNG\r\n\x1A\n"u8]);
        WriteChunk(stream, "IHDR", [0, 0, 0, Side, 0, 0, 0, Side, (byte)bits, (byte)kind, 0, 0, (byte)(isInterlaced ? 1 : 0)]);
        if (kind == 3)
        {
            WriteChunk(stream, "PLTE", [.. Enumerable.Range(0, 256 * 3).Select(i => (byte)(i / 3))]);
            WriteChunk(stream, "tRNS", [0, 128]);
        }

        var samples = kind switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(isInterlaced ? Interlaced(bits * samples) : Rows(Side, Side, bits * samples));
        }

        WriteChunk(stream, "IDAT", packed.ToArray());
        WriteChunk(stream, "IEND", []);
        return stream.ToArray();
    }

    private static byte[] Interlaced(int bitsPerPixel)
    {
        var passes = new (int Left, int Top, int Across, int Down)[]
        {
            (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
        };
        return [.. passes.SelectMany(pass => Rows(
            (Side - pass.Left + pass.Across - 1) / pass.Across, (Side - pass.Top + pass.Down - 1) / pass.Down, bitsPerPixel))];
    }

    private static byte[] Rows(int width, int height, int bitsPerPixel)
    {
        var length = ((width * bitsPerPixel) + 7) / 8;
        return [.. Enumerable.Range(0, height).SelectMany(row => new byte[] { (byte)(row % 5) }.Concat(
            Enumerable.Range(0, length).Select(i => (byte)((i * 7) + row))))];
    }

    private static void WriteChunk(Stream stream, string type, byte[] content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        stream.Write(number);
        stream.Write(Encoding.ASCII.GetBytes(type));
        stream.Write(content);
        stream.Write([0, 0, 0, 0]); // a checksum that no decoder of ours looks at
    }

    // Two bits for each pixel, four colours, two frames; a clear code before each two pixels keeps codes three bits long.
    private static byte[] Gif(bool isInterlaced)
    {
        var bits = new List<int>();
        for (var i = 0; i < Side * Side; i++)
        {
            bits.AddRange(i % 2 == 0 ? [0, 0, 1, i & 1, (i >> 1) & 1, 0] : [1, 1, 0]);
        }

        bits.AddRange([1, 0, 1]); // the end
        byte[] codes = [.. bits.Chunk(8).Select(chunk => (byte)chunk.Select((bit, place) => bit << place).Sum())];
        byte[] blocks = [.. codes.Chunk(100).SelectMany(chunk => new[] { (byte)chunk.Length }.Concat(chunk)), 0];
        byte[] frame = [(byte)',', 0, 0, 0, 0, Side, 0, Side, 0, (byte)(isInterlaced ? 0x40 : 0), 2, .. blocks];
        return
        [
            .. "GIF89a"u8, Side, 0, Side, 0, 0x81, 1, 0, 0, 0, 0, 90, 90, 90, 180, 180, 180, 255, 255, 255,
            (byte)'!', 0xF9, 4, 1, 0, 0, 3, 0, (byte)'!', 0xFE, 2, (byte)'h', (byte)'i', 0, .. frame, .. frame, (byte)';',
        ];
    }

    private static byte[] Bmp(int bits)
    {
        var rowLength = ((Side * bits) + 31) / 32 * 4;
        var colours = bits < 16 ? 1 << bits : 0;
        var offset = 54 + (4 * colours);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("BM"u8);
        int[] header = [offset + (rowLength * Side), 0, offset, 40, Side, Side, 1 | (bits << 16), 0, 0, 0, 0, colours, 0];
        foreach (var number in header)
        {
            writer.Write(number);
        }

        for (var i = 0; i < colours; i++)
        {
            writer.Write(i * 0x010101);
        }

        writer.Write([.. Enumerable.Range(0, rowLength * Side).Select(i => (byte)(i * 11))]);
        return stream.ToArray();
    }

    // Two bytes for each sample of three colours: enough for all binary kinds. What is over does not matter.
    private static byte[] Netpbm(int magic, string largest = "")
    {
        var samples = Enumerable.Range(0, Side * Side * 3);
        return
        [
            .. Encoding.ASCII.GetBytes($"P{magic}\n# a comment\n{Side} {Side}{largest}\n"),
            .. magic <= 3
                ? Encoding.ASCII.GetBytes(string.Join(' ', samples.Select(i => i % (magic == 1 ? 2 : 16))))
                : samples.SelectMany(i => new[] { (byte)(i * 5 % 251), (byte)i }),
        ];
    }

    /// <summary>Three components of 16x16, each in a scan of its own, with a restart.</summary>
    private static byte[] ColoursOneByOne() =>
    [
        0xFF, 0xD8,
        0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)8, 64),
        0xFF, 0xC0, 0, 17, 8, 0, 16, 0, 16, 3, 1, 0x21, 0, 2, 0x11, 0, 3, 0x11, 0,
        0xFF, 0xC4, 0, 20, 0x00, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0xFF, 0xC4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0xFF, 0xDD, 0, 4, 0, 2,
        .. new byte[] { 1, 2, 3 }.SelectMany(component => new byte[] { 0xFF, 0xDA, 0, 8, 1, component, 0x00, 0, 63, 0, 0b0000_1111 }
            .Concat<byte>(component == 1 ? [0xFF, 0xD0, 0b0000_1111] : [])),
        0xFF, 0xD9,
    ];

    /// <summary>One component of 16x16 in three scans: the mean of each block, nothing else, and a bit more of it.</summary>
    private static byte[] ProgressiveJpeg() =>
    [
        0xFF, 0xD8,
        0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)8, 64),
        0xFF, 0xC2, 0, 11, 8, 0, 16, 0, 16, 1, 1, 0x11, 0,
        0xFF, 0xC4, 0, 21, 0x00, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, // codes 00 and 01 of two bits
        0xFF, 0xC4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // code 0: the end of a block
        0xFF, 0xDA, 0, 8, 1, 1, 0x00, 0, 0, 1, 0b0111_0001, 0b0100_0111,
        0xFF, 0xDA, 0, 8, 1, 1, 0x00, 1, 63, 0, 0b0000_1111,
        0xFF, 0xDA, 0, 8, 1, 1, 0x00, 0, 0, 0x10, 0b0101_1111,
        0xFF, 0xD9,
    ];
}
