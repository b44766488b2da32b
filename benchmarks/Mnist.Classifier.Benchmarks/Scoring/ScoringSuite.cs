using Microsoft.ML;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Scores with one set of weights by several means, in one process on the same threads.</summary>
internal sealed class ScoringSuite : ISuite
{
    public string Name => "scoring";

    public string Description => "one image and 10,000, beside a TorchSharp module and ONNX Runtime with the same weights";

    public void Run(Bench bench, SuiteReport report)
    {
        report.Note($"Data: {bench.Data.Digits.Source}.");
        bench.PrepareTorch();
        var images = bench.Data.TestImages;
        byte[] pixels = [.. images.SelectMany(image => image)];
        // After one epoch the weights are as dense as after ten.
        var classifier = MnistClassifier.Train(
            bench.Data.Digits, Recipes.Default with { Epochs = 1 }, new MLContext(seed: 1));
        using var module = TorchNetwork.Create(classifier.Network);
        using var floats = TorchNetwork.ToRows(pixels, images[0].Length);
        using var onnxRows = OpenOnnx(classifier, threads: 1); // as ours for one image
        using var onnx = OpenOnnx(classifier, bench.Threads);
        using var engine = new EngineRows(classifier, reusesOutput: false);
        using var reusingEngine = new EngineRows(classifier, reusesOutput: true);

        List<IRowScorer> rows = [new ClassifierRows(classifier), engine, reusingEngine, new TorchRows(module)];
        var view = bench.Data.Digits.Test.ToDataView(new MLContext());
        List<IBatchScorer> batches = [
            new TransformBatch(classifier.Transformer, view, images.Length), new TorchBatch(module, floats)];
        if (onnx is not null && onnxRows is not null)
        {
            rows.Add(new OnnxRows(onnxRows));
            batches.Add(new OnnxBatch(onnx, pixels));
        }

        OneRowReport.Add(report, rows, images, bench);
        BenchmarkDotNetReport.Add(report, rows, images);
        ManyRowsReport.Add(report, batches, bench);
        AddNetworks(report, images, bench);
    }

    // Rows of floats: no images, and no ML.NET around them.
    private static void AddNetworks(SuiteReport report, byte[][] images, Bench bench)
    {
        foreach (var hiddenLayers in (int[][])[[128, 128], []])
        {
            NetworkReport.Add(report, hiddenLayers, "digits", NetworkRows.OfDigits(images), bench.Data.Digits, bench);
            NetworkReport.Add(report, hiddenLayers, "no zeros", NetworkRows.WithoutZeros(images), bench.Data.Digits, bench);
        }

        NetworkReport.AddPretrained(report, NetworkRows.WithoutZeros(images), bench);
    }

    private static OnnxSession? OpenOnnx(MnistClassifier classifier, int threads)
    {
        if (OnnxExport.Write is not { } write)
        {
            return null;
        }

        using var model = new MemoryStream();
        write(classifier, model);
        return new OnnxSession(model.ToArray(), threads);
    }
}
