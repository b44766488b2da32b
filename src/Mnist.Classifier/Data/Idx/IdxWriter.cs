using System.Buffers.Binary;
using System.IO.Compression;

namespace Mnist.Classifier.Data.Idx;

/// <summary>Writes IDX files of unsigned bytes, gzip if the name ends in <c>.gz</c>.</summary>
internal static class IdxWriter
{
    /// <summary>Returns an action that writes a file: dimensions, slowest first, and values in row-major order.</summary>
    public static Action<Stream> ContentOf(string path, IReadOnlyList<int> dimensions, Action<Stream> writeValues)
    {
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? WriteCompressed : Write;

        void WriteCompressed(Stream stream)
        {
            using var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
            Write(gzip);
        }

        void Write(Stream stream)
        {
            WriteHeader(stream, dimensions);
            writeValues(stream);
        }
    }

    private static void WriteHeader(Stream stream, IReadOnlyList<int> dimensions)
    {
        Span<byte> header = stackalloc byte[IdxHeader.Length(dimensions.Count)];
        header.Clear();
        header[2] = IdxHeader.UnsignedByte;
        header[3] = (byte)dimensions.Count;
        for (var i = 0; i < dimensions.Count; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(header[IdxHeader.Length(i)..], dimensions[i]);
        }

        stream.Write(header);
    }
}
