using System.Buffers.Binary;
using System.IO.Compression;
using Mnist.Classifier.IO;

namespace Mnist.Classifier.Data.Idx;

/// <summary>Writes IDX files of unsigned bytes, gzip where the name ends in <c>.gz</c>.</summary>
internal static class IdxWriter
{
    /// <summary>Makes or replaces the file as a whole: a failure leaves an existing one as it was.</summary>
    public static void Write(string path, IdxArray array)
    {
        AtomicFile.Write(path, stream =>
        {
            if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            {
                using var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
                Write(gzip, array);
            }
            else
            {
                Write(stream, array);
            }
        });
    }

    private static void Write(Stream stream, IdxArray array)
    {
        Span<byte> header = stackalloc byte[IdxHeader.Length(array.Dimensions.Count)];
        header.Clear();
        header[2] = IdxHeader.UnsignedByte;
        header[3] = (byte)array.Dimensions.Count;
        for (var i = 0; i < array.Dimensions.Count; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(header[IdxHeader.Length(i)..], array.Dimensions[i]);
        }

        stream.Write(header);
        stream.Write(array.Values.Span);
    }
}
