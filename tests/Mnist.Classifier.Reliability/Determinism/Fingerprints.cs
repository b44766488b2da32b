using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML;

namespace Mnist.Classifier.Reliability;

/// <summary>Hashes everything that should be the same everywhere.</summary>
internal static class Fingerprints
{
    public const string Probabilities = "probabilities";

    /// <summary>Prints the fingerprints, in a culture.</summary>
    /// <param name="model">A zip.</param>
    /// <param name="culture">The name of the culture; empty for the invariant one.</param>
    public static void Print(string model, string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(culture);
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentCulture;
        foreach (var fingerprint in Take(model))
        {
            Console.WriteLine(fingerprint);
        }
    }

    /// <param name="model">A zip.</param>
    public static IReadOnlyList<Fingerprint> Take(string model)
    {
        var log = new StringBuilder();
        var context = new MLContext(seed: 1);
        context.Log += (_, e) => log.AppendLine(Messages.WithoutSeconds(e.Message));
        var classifier = MnistClassifier.Train(Digits.Data, TrainingAtOnce.Recipes[^1].Recipe, context);
        return
        [
            Fingerprint.Of("generated digits", Digits.Data.Train.GetPixels(0)),
            .. TrainingAtOnce.Recipes.Select(recipe => Fingerprint.Of($"weights, {recipe.Name}", Bytes(Bits.Of(Digits.Train(1, recipe.Recipe))))),
            Fingerprint.Of("history, without seconds", Encoding.UTF8.GetBytes(Messages.Of(classifier.History!))),
            Fingerprint.Of("log of the training, without seconds", Encoding.UTF8.GetBytes(log.ToString())),
            .. WaysToPredict(classifier),
            Fingerprint.Of("zip of a training, without seconds", UnpackedZip.WithoutSeconds(Digits.ZipOf(classifier))),
            Fingerprint.Of("zip of a loaded classifier, saved again", Digits.ZipOf(MnistClassifier.Load(model))),
            Fingerprint.Of("ONNX file of a training", Onnx(classifier)),
            .. DataFiles.Fingerprints(),
            Fingerprint.Of("texts", Encoding.UTF8.GetBytes(Messages.Of(classifier))),
        ];
    }

    private static IEnumerable<Fingerprint> WaysToPredict(MnistClassifier classifier)
    {
        var folder = Directory.CreateTempSubdirectory();
        var zip = Path.Combine(folder.FullName, "model.zip");
        classifier.Save(zip);
        var loaded = MnistClassifier.Load(zip);
        var loadedByMLNet = new MLContext().Model.Load(zip, out _);
        folder.Delete(recursive: true);
        yield return Of("Predict", Predict(classifier));
        yield return Of("Transform", Bits.Scores(new MLContext(), classifier.Transformer, Digits.Data.Test));
        yield return Of("PredictionEngine", Engine(classifier.Transformer));
        yield return Of("MnistClassifier.Load, Predict", Predict(loaded));
        yield return Of("MnistClassifier.Load, Transform", Bits.Scores(new MLContext(), loaded.Transformer, Digits.Data.Test));
        yield return Of("mlContext.Model.Load, Transform", Bits.Scores(new MLContext(), loadedByMLNet, Digits.Data.Test));
        yield return Of("mlContext.Model.Load, PredictionEngine", Engine(loadedByMLNet));

        static Fingerprint Of(string way, float[] scores) => Fingerprint.Of($"{Probabilities}, {way}", Bytes(scores));
    }

    private static float[] Predict(MnistClassifier classifier) =>
        [.. Digits.TestImages.SelectMany(image => classifier.Predict(image).Probabilities)];

    private static float[] Engine(ITransformer model)
    {
        using var engine = new MLContext().Model.CreatePredictionEngine<DigitInput, DigitOutput>(model);
        return [.. Digits.TestImages.SelectMany(image => engine.Predict(new DigitInput { Pixels = image }).Score)];
    }

    private static byte[] Onnx(MnistClassifier classifier)
    {
        using var stream = new MemoryStream();
        classifier.ExportOnnx(stream);
        return stream.ToArray();
    }

    private static byte[] Bytes(float[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
