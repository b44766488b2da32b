using System.Security.Cryptography;

namespace Mnist.Classifier.Data.Download;

/// <summary>A file that was published once and never changes.</summary>
internal sealed record PublishedFile(string Name, long Length, string Sha256)
{
    public static PublishedFile TrainImages { get; } = new(
        "train-images-idx3-ubyte.gz", 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609");

    public static PublishedFile TrainLabels { get; } = new(
        "train-labels-idx1-ubyte.gz", 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c");

    public static PublishedFile TestImages { get; } = new(
        "t10k-images-idx3-ubyte.gz", 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6");

    public static PublishedFile TestLabels { get; } = new(
        "t10k-labels-idx1-ubyte.gz", 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6");

    /// <summary>Gets the four files of MNIST as Y. LeCun, C. Cortes and C. Burges published them.</summary>
    public static IReadOnlyList<PublishedFile> Mnist { get; } = [TrainImages, TrainLabels, TestImages, TestLabels];

    /// <summary>Tells whether a stream, read from its start, has exactly the bytes of this file.</summary>
    public bool IsIn(Stream stream) => stream.Length == Length
        && Convert.ToHexString(SHA256.HashData(stream)).Equals(Sha256, StringComparison.OrdinalIgnoreCase);
}
