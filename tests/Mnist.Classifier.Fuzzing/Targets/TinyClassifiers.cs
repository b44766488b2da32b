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

    /// <summary>Makes layers.</summary>
    /// <param name="sizes">The number of features, and the outputs of each layer.</param>
    public static DenseLayer[] Layers(params int[] sizes) => [.. sizes.Zip(sizes.Skip(1), Layer)];

    private static IEnumerable<DenseNetwork> Networks()
    {
        yield return new DenseNetwork(Layers(DigitNetwork.PixelCount, 1, DigitNetwork.ClassCount));
        yield return new DenseNetwork(
            Layers(DigitNetwork.PixelCount, 1, 2, DigitNetwork.ClassCount + 1), hasBackgroundClass: true, temperature: 1.5f, knownThreshold: 0.25f);
    }

    private static DenseLayer Layer(int inputs, int outputs) => new(Values(inputs * outputs), Values(outputs));

    private static float[] Values(int count) => [.. Enumerable.Range(0, count).Select(i => MathF.Sin(i) / 8)];
}
