using System.Security.Cryptography;
using Mnist.Classifier;

namespace Mnist.Cli.Data;

/// <summary>Compares digits with the MNIST database, whatever the format of their files.</summary>
internal static class MnistContent
{
    // SHA-256 of all pixels, and of all labels, in their order.
    private const string TrainPixels = "741c988805d008ac6e4c904b69001ba184c24b2c540a4ef403f4c71b676cf757";
    private const string TrainLabels = "1feba77c54802fa5339a11837ea4b2866434b83314ec45192930f1df69120c13";
    private const string TestPixels = "6d87418db22cc8025d05968bec9bd5c3932904b23485740db143a061a2c9d161";
    private const string TestLabels = "ddeff807876a9661a1110d45c266c86239a3a1b7d37da0c3716a7a683c852ff5";

    /// <summary>Returns the differences from the published database, a sentence each.</summary>
    public static IReadOnlyList<string> Differences(MnistDataset data) =>
    [
        .. Differences(data.Train, "training", TrainPixels, TrainLabels),
        .. Differences(data.Test, "test", TestPixels, TestLabels),
    ];

    private static IEnumerable<string> Differences(LabeledImages images, string half, string pixels, string labels)
    {
        if (HashPixels(images) != pixels)
        {
            yield return $"The {half} images differ.";
        }

        if (HashLabels(images) != labels)
        {
            yield return $"The {half} labels differ.";
        }
    }

    private static string HashPixels(LabeledImages images)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var index = 0; index < images.Count; index++)
        {
            hash.AppendData(images.GetPixels(index));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string HashLabels(LabeledImages images)
    {
        var labels = new byte[images.Count];
        for (var index = 0; index < labels.Length; index++)
        {
            labels[index] = (byte)images.GetLabel(index);
        }

        return Convert.ToHexStringLower(SHA256.HashData(labels));
    }
}
