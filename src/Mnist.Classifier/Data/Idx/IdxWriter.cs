using System.Buffers.Binary;
using System.IO.Compression;
using Mnist.Classifier.IO;

namespace Mnist.Classifier.Data.Idx;

/// <summary>Writes IDX files of unsigned bytes, gzip where the name ends in <c>.gz</c>.</summary>
internal static class IdxWriter
{
    /// <summary>Makes or replaces the file as a whole: a failure leaves an existing one as it was.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dimensions">The length of each dimension, slowest first.</param>
    /// <param name="writeValues">Writes the values in row-major order, as many as the product of the dimensions.</param>
    public static void Write(string path, IReadOnlyList<int> dimensions, Action<Stream> writeValues)
    {
        AtomicFile.Write(path, stream =>
        {
            if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            {
                using var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
                WriteHeader(gzip, dimensions);
                writeValues(gzip);
            }
            else
            {
                WriteHeader(stream, dimensions);
                writeValues(stream);
            }
        });
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
