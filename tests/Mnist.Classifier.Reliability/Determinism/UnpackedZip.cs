using System.IO.Compression;
using System.Text;

namespace Mnist.Classifier.Reliability;

/// <summary>What is in a zip of a classifier.</summary>
internal static class UnpackedZip
{
    // See docs/model-format.md: each epoch ends with its seconds, and the network with a checksum.
    private const int HeaderLength = 8;
    private const int CalibrationLength = 12;
    private const int EpochLength = 52;
    private const int ChecksumLength = 32;

    /// <summary>
    /// Gets the names, the times and the contents of all entries, without the seconds of each epoch and the checksum of
    /// what they are part of.
    /// </summary>
    public static byte[] WithoutSeconds(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read);
        using var all = new MemoryStream();
        foreach (var entry in archive.Entries)
        {
            using var content = new MemoryStream();
            using (var stream = entry.Open())
            {
                stream.CopyTo(content);
            }

            var bytes = content.ToArray();
            RemoveSeconds(bytes);
            all.Write(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{entry.FullName} {entry.LastWriteTime.DateTime:O}\n")));
            all.Write(bytes);
        }

        return all.ToArray();
    }

    private static void RemoveSeconds(byte[] content)
    {
        var start = content.AsSpan().IndexOf("DNET"u8);
        if (start < 0)
        {
            return;
        }

        using var reader = new BinaryReader(new MemoryStream(content));
        reader.BaseStream.Position = start + HeaderLength;
        var sizes = new long[reader.ReadUInt32() + 1];
        for (var i = 0; i < sizes.Length; i++)
        {
            sizes[i] = reader.ReadUInt32();
        }

        var weightCount = sizes.Zip(sizes.Skip(1), (inputs, outputs) => (inputs + 1) * outputs).Sum();
        reader.BaseStream.Position += (weightCount * sizeof(float)) + CalibrationLength;
        var epochCount = reader.ReadUInt32();
        var epochs = (int)reader.BaseStream.Position + sizeof(uint);
        for (var epoch = 1; epoch <= epochCount; epoch++)
        {
            content.AsSpan(epochs + (epoch * EpochLength) - sizeof(double), sizeof(double)).Clear();
        }

        content.AsSpan(epochs + ((int)epochCount * EpochLength), ChecksumLength).Clear();
    }
}
