using System.Buffers.Binary;
using System.IO.Compression;

namespace Testing;

/// <summary>Writes the kinds of PNG that picture libraries seldom write: 16 bits, few bits, palettes.</summary>
internal static class PngFile
{
    public const byte Grey = 0;
    public const byte Palette = 3;

    private static readonly (int Left, int Top, int Across, int Down)[] Passes =
    [
        (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
    ];

    /// <param name="width">How many columns.</param>
    /// <param name="height">How many rows.</param>
    /// <param name="bits">Bits per sample.</param>
    /// <param name="kind">The colour type.</param>
    /// <param name="rows">The packed rows, each as long as the others.</param>
    /// <param name="chunks">Chunks before the pixels.</param>
    public static byte[] Write(
        int width, int height, byte bits, byte kind, byte[] rows, params (string Type, byte[] Content)[] chunks) =>
        Write(width, height, bits, kind, isInterlaced: false, Filter(rows, rows.Length / Math.Max(height, 1)), chunks);

    /// <summary>Writes 8 bits of grey in seven passes (Adam7).</summary>
    public static byte[] WriteInterlaced(int width, int height, byte[] greys)
    {
        var passes = Passes.SelectMany(pass =>
        {
            var columns = Enumerable.Range(0, width).Where(column => column % pass.Across == pass.Left).ToList();
            var rows = Enumerable.Range(0, height).Where(row => row % pass.Down == pass.Top);
            return Filter([.. rows.SelectMany(row => columns.Select(column => greys[(row * width) + column]))], columns.Count);
        });
        return Write(width, height, 8, Grey, isInterlaced: true, [.. passes]);
    }

    /// <summary>Writes a chunk with a checksum.</summary>
    public static byte[] Chunk(string type, byte[] content)
    {
        using var stream = new MemoryStream();
        WriteChunk(stream, type, content);
        return stream.ToArray();
    }

    /// <summary>Writes rows that have the byte of a filter each.</summary>
    public static byte[] Write(
        int width, int height, byte bits, byte kind, bool isInterlaced, byte[] filtered,
        params (string Type, byte[] Content)[] chunks)
    {
        using var stream = new MemoryStream();
        stream.Write([0x89, .. "PNG\r\n\x1A\n"u8]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (bits, kind, (byte)(isInterlaced ? 1 : 0));
        WriteChunk(stream, "IHDR", header);
        foreach (var (type, content) in chunks)
        {
            WriteChunk(stream, type, content);
        }

        WriteChunk(stream, "IDAT", Compress(filtered));
        WriteChunk(stream, "IEND", []);
        return stream.ToArray();
    }

    // Before each row, that it is not filtered.
    private static byte[] Filter(byte[] rows, int length)
    {
        using var filtered = new MemoryStream();
        for (var at = 0; at < rows.Length; at += Math.Max(length, 1))
        {
            filtered.WriteByte(0);
            filtered.Write(rows, at, Math.Min(Math.Max(length, 1), rows.Length - at));
        }

        return filtered.ToArray();
    }

    private static byte[] Compress(byte[] filtered)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest))
        {
            zlib.Write(filtered);
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
