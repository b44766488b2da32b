using System.IO.Compression;

namespace Mnist.Classifier.Fuzzing.Mutation;

/// <summary>Opens a gzip file and makes one, so that what is inside can be damaged behind its checksum.</summary>
internal static class GzipEnvelope
{
    // What is unpacked is damaged and packed again: a bomb stays one by itself.
    private const int MostBytes = 1 << 16;

    public static byte[] Wrap(ReadOnlySpan<byte> content)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return stream.ToArray();
    }

    /// <summary>Returns the content, or null if there is none that can be unpacked.</summary>
    public static byte[]? Unwrap(byte[] file)
    {
        if (file is not [0x1F, 0x8B, ..])
        {
            return null;
        }

        try
        {
            using var gzip = new GZipStream(new MemoryStream(file), CompressionMode.Decompress);
            var content = new byte[MostBytes];
            return content[..gzip.ReadAtLeast(content, content.Length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return null;
        }
    }
}
