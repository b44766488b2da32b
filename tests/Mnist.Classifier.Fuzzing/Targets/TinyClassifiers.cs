using System.Text;
using DenseNetworks;
using DenseNetworks.ML;
using DenseNetworks.ML.MLNet;
using Microsoft.ML;
using Mnist.Digits;
using Mnist.Digits.SavedPipelines;

namespace Mnist.Classifier.Fuzzing.Targets;

/// <summary>Models to begin with: networks of digits with hardly any weights, made by a formula and not trained.</summary>
internal static class TinyClassifiers
{
    private static readonly byte[] Ink = [.. Enumerable.Repeat(byte.MaxValue, DigitNetwork.PixelCount)];

    public static IEnumerable<byte[]> Zips()
    {
        var context = new MLContext();
        var pretrained = ((IEnumerable<ITransformer>)MnistClassifier.LoadPretrained().Transformer).OfType<DenseNetworkTransformer>().Single();
        foreach (var network in Networks())
        {
            using var zip = DigitPipeline.Create(context, pretrained.With(network)).ToZip();
            yield return zip.ToArray();
        }
    }

    /// <summary>Gets floats beyond which sums overflow, and floats near 0.</summary>
    public static IReadOnlyList<byte[]> Extremes { get; } =
        [.. new[] { 1e38f, -1e38f, float.MaxValue, float.MinValue, 1e-38f, float.Epsilon }.Select(BitConverter.GetBytes)];

    /// <summary>Gets what turns a terminal's letters around, sets its title, or fakes a line: in UTF-8, in UTF-16, and as JSON has it.</summary>
    public static IReadOnlyList<byte[]> ControlWords { get; } =
    [
        .. new[] { "\u001B]0;title\a", "\u202E", "\u009B31m", "\nmnist: all is well" }
            .SelectMany(word => new[] { Encoding.UTF8.GetBytes(word), Encoding.Unicode.GetBytes(word) }),
        [.. "\\u001b]0;title\\u0007"u8],
    ];

    /// <summary>Says what is wrong with the answer of a classifier that was loaded, or null.</summary>
    public static string? ComplainOf(MnistClassifier? classifier)
    {
        if (classifier?.Predict(Ink) is not { } prediction)
        {
            return null;
        }

        return !prediction.Probabilities.All(probability => probability is >= 0 and <= 1) ? "A probability is none."
            : !float.IsFinite(prediction.DigitScore) ? "The score is no finite number."
            : null;
    }

    /// <summary>Makes layers.</summary>
    /// <param name="sizes">The number of features, and the outputs of each layer.</param>
    public static DenseLayer[] Layers(params int[] sizes) => [.. sizes.Zip(sizes.Skip(1), Layer)];

    private static IEnumerable<DenseNetwork> Networks()
    {
        yield return new DenseNetwork(Layers(DigitNetwork.PixelCount, 1, DigitNetwork.ClassCount));
        yield return new DenseNetwork(
            Layers(DigitNetwork.PixelCount, 1, 2, DigitNetwork.ClassCount + 1), hasBackgroundClass: true, temperature: 1.5f, rejectionThreshold: 0.25f);
    }

    private static DenseLayer Layer(int inputs, int outputs) => new(Values(inputs * outputs), Values(outputs));

    private static float[] Values(int count) => [.. Enumerable.Range(0, count).Select(i => MathF.Sin(i) / 8)];
}
