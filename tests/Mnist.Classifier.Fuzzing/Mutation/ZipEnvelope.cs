using System.IO.Compression;

namespace Mnist.Classifier.Fuzzing.Mutation;

/// <summary>Opens a zip and makes one, so that entries can be damaged behind their checksums.</summary>
internal static class ZipEnvelope
{
    private const int MostBytes = 1 << 18;

    public static byte[] Wrap(IEnumerable<(string Name, byte[] Content)> entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    /// <summary>Returns the entries, or null if they cannot be read.</summary>
    public static List<(string Name, byte[] Content)>? Unwrap(byte[] file)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
            return zip.Entries.Sum(entry => Math.Min(entry.Length, MostBytes)) >= MostBytes
                ? null
                : [.. zip.Entries.Select(entry => (entry.FullName, ReadAll(entry)))];
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static byte[] ReadAll(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var content = new byte[entry.Length];
        return content[..stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false)];
    }
}
