using System.Buffers.Binary;
using System.IO.Compression;

namespace Mnist.Classifier.Pictures;

/// <summary>
/// Counts what the compressed part of a PNG unpacks to (ISO/IEC 15948). The decoder unpacks all of it, whatever the size of
/// the picture: a picture of one pixel could take any memory.
/// </summary>
internal static class PngContent
{
    private const int SignatureLength = 8;
    private const int ChunkOverhead = 12;
    private const int BufferSize = 1 << 16;

    // Of a pixel: four channels of 16 bits.
    private const int MostBytesPerPixel = 8;

    // Of a row: the filter, in each of the seven passes of an interlaced picture.
    private const int MostBytesPerRow = 7;

    /// <summary>Tells whether there is more than any picture of this size has.</summary>
    public static bool IsLargerThan(byte[] file, long width, long height)
    {
        var most = (width * height * MostBytesPerPixel) + (height * MostBytesPerRow) + BufferSize;
        try
        {
            using var unpacked = new ZLibStream(Compressed(file), CompressionMode.Decompress);
            var buffer = new byte[BufferSize];
            for (var length = 0L; unpacked.Read(buffer) is > 0 and var count;)
            {
                length += count;
                if (length > most)
                {
                    return true;
                }
            }

            return false;
        }
        catch (InvalidDataException)
        {
            return false; // what is damaged is for the decoder to tell
        }
    }

    private static MemoryStream Compressed(byte[] file)
    {
        var data = new MemoryStream();
        for (var at = (long)SignatureLength; at + ChunkOverhead <= file.Length;)
        {
            var chunk = file.AsSpan((int)at);
            long length = BinaryPrimitives.ReadUInt32BigEndian(chunk);
            if (chunk[4..].StartsWith("IDAT"u8))
            {
                data.Write(chunk.Slice(8, (int)Math.Min(length, chunk.Length - 8)));
            }

            at += length + ChunkOverhead;
        }

        data.Position = 0;
        return data;
    }
}
