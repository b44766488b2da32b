using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Mnist.Classifier.Reliability;

/// <summary>PNG files, of nothing but zeros unless it is said otherwise: they pack best, a thousand bytes into each.</summary>
internal static class PngBytes
{
    private static readonly (int Left, int Top, int Across, int Down)[] Whole = [(0, 0, 1, 1)];

    private static readonly (int Left, int Top, int Across, int Down)[] Interlaced =
    [
        (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
    ];

    /// <param name="width">How many columns.</param>
    /// <param name="height">How many rows.</param>
    /// <param name="depth">Bits per sample.</param>
    /// <param name="colour">The colour type.</param>
    /// <param name="filter">How each row is filtered.</param>
    /// <param name="isInterlaced">Whether it comes in seven passes.</param>
    /// <param name="content">Of a picture of one byte for each pixel in one pass, the byte of each.</param>
    public static byte[] Write(
        int width, int height, byte depth, byte colour, byte filter = 4, bool isInterlaced = false, Func<int, byte>? content = null)
    {
        using var stream = new MemoryStream();
        stream.Write([0x89, .. "PNG\r\n\x1A\n"u8]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (depth, colour, (byte)(isInterlaced ? 1 : 0));
        WriteChunk(stream, "IHDR", header);
        if (colour == 3)
        {
            WriteChunk(stream, "PLTE", [200, 100, 50, 20, 80, 160]);
            WriteChunk(stream, "tRNS", [128, 255]);
        }

        var bits = depth * (colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 });
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            foreach (var (left, top, across, down) in isInterlaced ? Interlaced : Whole)
            {
                byte[] row = [filter, .. new byte[(((long)(width - left + across - 1) / across * bits) + 7) / 8]];
                for (var y = top; y < height; y += down)
                {
                    for (var x = 0; content is not null && x < width; x++)
                    {
                        row[1 + x] = content((y * width) + x);
                    }

                    zlib.Write(row);
                }
            }
        }

        WriteChunk(stream, "IDAT", packed.ToArray());
        WriteChunk(stream, "IEND", []);
        return stream.ToArray();
    }

    // Without a right checksum: nobody looks at those of chunks.
    private static void WriteChunk(Stream stream, string name, byte[] content)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        stream.Write(number);
        stream.Write(Encoding.ASCII.GetBytes(name));
        stream.Write(content);
        stream.Write(new byte[sizeof(int)]);
    }
}
