using System.Buffers.Binary;
using System.IO.Compression;

namespace Mnist.Classifier.Tests.Support;

/// <summary>Writes the kinds of PNG that picture libraries seldom write: 16 bits, few bits, palettes.</summary>
internal static class PngFile
{
    public const byte Grey = 0;
    public const byte Palette = 3;

    /// <param name="width">How many columns.</param>
    /// <param name="height">How many rows.</param>
    /// <param name="bits">Bits per sample.</param>
    /// <param name="kind">The colour type.</param>
    /// <param name="rows">The packed rows, each as long as the others.</param>
    /// <param name="chunks">Chunks before the pixels.</param>
    public static byte[] Write(int width, int height, byte bits, byte kind, byte[] rows, params (string Type, byte[] Content)[] chunks)
    {
        using var stream = new MemoryStream();
        stream.Write([0x89, .. "PNG\r\n\x1A\n"u8]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (bits, kind);
        WriteChunk(stream, "IHDR", header);
        foreach (var (type, content) in chunks)
        {
            WriteChunk(stream, type, content);
        }

        WriteChunk(stream, "IDAT", Compress(rows, height));
        WriteChunk(stream, "IEND", []);
        return stream.ToArray();
    }

    private static byte[] Compress(byte[] rows, int height)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest))
        {
            foreach (var row in rows.Chunk(Math.Max(rows.Length / height, 1)))
            {
                zlib.Write([0, .. row]); // no filter
            }
        }

        return compressed.ToArray();
    }

    private static void WriteChunk(Stream stream, string type, byte[] content)
    {
        byte[] typed = [.. System.Text.Encoding.ASCII.GetBytes(type), .. content];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        stream.Write(number);
        stream.Write(typed);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(typed));
        stream.Write(number);
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
            }
        }

        return ~crc;
    }
}
