using Testing;

namespace DenseNetworks.Tests.Models;

/// <summary>
/// A pipeline that ML.NET 5.0.1 saved by mlContext.Model.Save: MapValueToKey, Concatenate, NormalizeMeanVariance, a network that
/// was trained on the petals of made-up flowers, MapKeyToValue. What it gave then is written down here.
/// </summary>
internal static class SavedFlowers
{
    public const string NetworkEntry = "TransformerChain/Transform_003/Model.key";

    /// <summary>Gets features, normalized as the pipeline did it, and the scores that ML.NET gave them.</summary>
    public static IReadOnlyList<(float[] Features, float[] Scores)> Rows { get; } =
    [
        ([0.2629695f, 0.25558457f], [0.987906f, 0.01209375f, 3.1165655E-07f]),
        ([1.1744974f, 1.0104685f], [0.00043610026f, 0.86078554f, 0.13877834f]),
        ([1.2762756f, 1.3107553f], [1.6027857E-06f, 0.13837868f, 0.8616197f]),
        ([1.4079427f, 1.6080515f], [9.543493E-10f, 0.0041157827f, 0.99588424f]),
    ];

    public static string File { get; } = Path.Combine(Repository.Folder, "tests", "DenseNetworks.Tests", "Models", "flowers.zip");

    public static byte[] Zip => System.IO.File.ReadAllBytes(File);

    public static List<ZipPart> Parts => ZipBytes.Read(Zip);

    /// <summary>Returns the zip with the content of one of its files changed, and all else right.</summary>
    public static byte[] WithContent(string name, Func<byte[], byte[]> change) => ZipBytes.Write(Parts.Select(part =>
        part.Name == name ? part with { Content = change([.. part.Content]) } : part));
}
