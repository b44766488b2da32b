using System.Buffers.Binary;
using System.IO.Compression;

namespace Mnist.Classifier.Fuzzing.Mutation;

/// <summary>Unpacks the pixels of a PNG and packs others, so that they can be damaged behind their checksum.</summary>
internal static class PngEnvelope
{
    private const int MostBytes = 1 << 16;
    private const int SignatureLength = 8;
    private const int ChunkOverhead = 12;

    /// <summary>Returns the unpacked rows, or null if the file is not such a PNG.</summary>
    public static byte[]? Unwrap(byte[] file)
    {
        if (Find(file) is not { } place)
        {
            return null;
        }

        try
        {
            var packed = new MemoryStream(file[(place.Start + SignatureLength)..place.End]);
            using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
            var rows = new byte[MostBytes];
            return rows[..zlib.ReadAtLeast(rows, rows.Length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return null;
        }
    }

    /// <summary>Puts other rows into a PNG that can be unwrapped.</summary>
    public static byte[] Wrap(byte[] file, byte[] rows)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(rows);
        }

        var (start, end) = Find(file)!.Value;
        var header = new byte[SignatureLength];
        BinaryPrimitives.WriteInt32BigEndian(header, (int)packed.Length);
        "IDAT"u8.CopyTo(header.AsSpan(4));
        return [.. file[..start], .. header, .. packed.ToArray(), .. file[end..]];
    }

    /// <summary>Finds the first chunk of pixels: where its length begins, and where its checksum begins.</summary>
    private static (int Start, int End)? Find(byte[] file)
    {
        for (var at = SignatureLength; at >= 0 && at + ChunkOverhead <= file.Length && file is [0x89, (byte)'P', ..];)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            if (length < 0 || length > file.Length - at - ChunkOverhead)
            {
                return null;
            }

            if (file.AsSpan(at + 4).StartsWith("IDAT"u8))
            {
                return (at, at + 8 + length);
            }

            at += ChunkOverhead + length;
        }

        return null;
    }
}
