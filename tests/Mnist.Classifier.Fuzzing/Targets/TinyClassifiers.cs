using Mnist.Classifier.Network;

namespace Mnist.Classifier.Fuzzing.Targets;

/// <summary>Models to begin with: networks of digits with hardly any weights, made by a formula and not trained.</summary>
internal static class TinyClassifiers
{
    public static IEnumerable<byte[]> Zips()
    {
        using var pretrained = new MemoryStream();
        MnistClassifier.LoadPretrained().Save(pretrained);
        pretrained.Position = 0;
        var model = DigitModel.Load(pretrained);
        foreach (var network in Networks())
        {
            using var zip = new MemoryStream();
            model.With(network).Save(zip);
            yield return zip.ToArray();
        }
    }

    private static IEnumerable<DenseNetwork> Networks()
    {
        yield return new DenseNetwork([Layer(DigitModel.PixelCount, 1), Layer(1, DigitModel.ClassCount)]);
        yield return new DenseNetwork(
            [Layer(DigitModel.PixelCount, 1), Layer(1, 2), Layer(2, DigitModel.ClassCount + 1)],
            hasBackgroundClass: true, temperature: 1.5f, knownThreshold: 0.25f);
    }

    private static DenseLayer Layer(int inputs, int outputs) => new(Values(inputs * outputs), Values(outputs));

    private static float[] Values(int count) => [.. Enumerable.Range(0, count).Select(i => MathF.Sin(i) / 8)];
}
