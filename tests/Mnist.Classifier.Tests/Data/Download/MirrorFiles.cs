using System.Security.Cryptography;
using Mnist.Classifier.Data.Download;

namespace Mnist.Classifier.Tests.Data.Download;

/// <summary>Small files in the place of MNIST's.</summary>
internal sealed class MirrorFiles
{
    private readonly Dictionary<string, byte[]> _contents;

    private MirrorFiles(Dictionary<string, byte[]> contents) => _contents = contents;

    /// <summary>Gets two files of random bytes, one larger than a read of the network.</summary>
    public static MirrorFiles Two { get; } = new(new()
    {
        ["large.gz"] = RandomBytes(200_000, seed: 1),
        ["small.gz"] = RandomBytes(1_000, seed: 1),
    });

    /// <summary>Gets the larger file alone.</summary>
    public static MirrorFiles One { get; } = new(new() { ["large.gz"] = Two.Content("large.gz") });

    public IReadOnlyList<PublishedFile> List => [.. _contents.Select(file =>
        new PublishedFile(file.Key, file.Value.Length, Convert.ToHexString(SHA256.HashData(file.Value))))];

    public byte[] Content(string name) => _contents[name];

    public static byte[] RandomBytes(int count, int seed = 0)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
