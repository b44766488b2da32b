using System.IO.Compression;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Reads MNIST's files as one would without a library: unpack, pass over the header, check nothing.</summary>
internal static class PlainIdxFiles
{
    private const int ImagesHeaderLength = 16;
    private const int LabelsHeaderLength = 8;

    /// <summary>Reads images and their labels.</summary>
    /// <param name="folder">The folder with the files, plain or with .gz.</param>
    /// <param name="prefix">train or t10k.</param>
    /// <returns>784 bytes for each image, and one for each label.</returns>
    public static (byte[] Pixels, byte[] Labels) Read(string folder, string prefix) => (
        Read(Path.Combine(folder, $"{prefix}-images-idx3-ubyte"), ImagesHeaderLength),
        Read(Path.Combine(folder, $"{prefix}-labels-idx1-ubyte"), LabelsHeaderLength));

    private static byte[] Read(string path, int headerLength)
    {
        if (File.Exists(path))
        {
            return File.ReadAllBytes(path)[headerLength..];
        }

        using var unpacked = new MemoryStream();
        using (var packed = new GZipStream(File.OpenRead($"{path}.gz"), CompressionMode.Decompress))
        {
            packed.CopyTo(unpacked);
        }

        return unpacked.ToArray()[headerLength..];
    }
}
