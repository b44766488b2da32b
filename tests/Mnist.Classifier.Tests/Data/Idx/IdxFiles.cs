using System.Buffers.Binary;
using System.IO.Compression;
using Mnist.Classifier.Tests.Benchmarks;

namespace Mnist.Classifier.Tests.Data.Idx;

/// <summary>IDX and gzip bytes made without the library, right and wrong ones.</summary>
internal static class IdxFiles
{
    public static byte[] Plain(int[] dimensions, byte[] values, byte type = 0x08)
    {
        var header = new byte[4 + (4 * dimensions.Length)];
        header[2] = type;
        header[3] = (byte)dimensions.Length;
        for (var i = 0; i < dimensions.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * i)), dimensions[i]);
        }

        return [.. header, .. values];
    }

    public static byte[] Labels(params byte[] labels) => Plain([labels.Length], labels);

    public static byte[] Images(int count, int height, int width) =>
        Plain([count, height, width], [.. Enumerable.Range(0, count * height * width).Select(i => (byte)(i * 7))]);

    public static byte[] Gzip(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return stream.ToArray();
    }

    public static byte[] Deflate(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var deflate = new DeflateStream(stream, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(content);
        }

        return stream.ToArray();
    }
}
