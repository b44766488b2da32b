using System.Globalization;
using Microsoft.ML;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Scores with one set of weights by several means, in one process on the same threads.</summary>
internal sealed class ScoringSuite : ISuite
{
    private const int Rounds = 5;
    private const int CallsPerRound = 40_000;
    private const int BatchRepeats = 15;

    public string Name => "scoring";

    public string Description => "one image and 10,000, beside a TorchSharp module and ONNX Runtime with the same weights";

    public void Run(Bench bench, SuiteReport report)
    {
        report.Note($"Data: {bench.Data.Digits.Source}.");
        bench.PrepareTorch();
        var images = bench.Data.TestImages;
        var classifier = MnistClassifier.Train(
            bench.Data.Digits, Recipes.Default with { Epochs = 1 }, new MLContext(seed: 1));
        using var module = TorchNetwork.Create(classifier.Network);
        using var onnx = OpenOnnx(classifier, bench.Threads);
        using var engine = new EngineRows(classifier);

        List<IRowScorer> rows = [new ClassifierRows(classifier), engine, new TorchRows(module)];
        if (onnx is not null)
        {
            rows.Add(new OnnxRows(onnx));
        }

        ReportRows(report, rows, images, bench.Repeats(Rounds));
        SecondOpinion.Add(report, rows, images);
        ReportBatches(report, bench, classifier, module, onnx, images);
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

    private static void ReportRows(SuiteReport report, List<IRowScorer> scorers, byte[][] images, int roundCount)
    {
        scorers.ForEach(scorer => Latency.Measure(scorer.Predict, images, CallsPerRound)); // not counted: it compiles
        var rounds = Interleaved.Run(
            roundCount, [.. scorers.Select(scorer => (Func<int, Latency>)(_ => Latency.Measure(scorer.Predict, images, CallsPerRound)))]);
        var nothing = Latency.Measure(pixels => pixels.Length, images, CallsPerRound);
        foreach (var (name, unit, value) in new (string, string, Func<Latency, double>)[]
        {
            ("one row, p50", "µs", latency => latency.P50),
            ("one row, p99", "µs", latency => latency.P99),
            ("one row, allocated", "bytes", latency => latency.AllocatedBytes),
        })
        {
            report.Compare(name, unit,
                [.. scorers.Zip(rounds, (scorer, latencies) => new Measurement(scorer.Subject, [.. latencies.Select(value)]))]);
        }

        report.Note(string.Create(CultureInfo.InvariantCulture,
            $"One row: {roundCount} rounds of {CallsPerRound:N0} calls each over {images.Length:N0} images; the table has the median of ") +
            $"the rounds. An empty call reads as p50 {Quantity.Format(nothing.P50, "µs")}, p99 {Quantity.Format(nothing.P99, "µs")}: that " +
            "much of each time is the clock's. Bytes are those of managed memory on the calling thread.");
    }

    private static void ReportBatches(
        SuiteReport report, Bench bench, MnistClassifier classifier, Sequential module, OnnxSession? onnx, byte[][] images)
    {
        byte[] pixels = [.. images.SelectMany(image => image)];
        using var floats = TorchNetwork.ToRows(pixels, images[0].Length);
        var view = bench.Data.Digits.Test.ToDataView(new MLContext());
        List<IBatchScorer> scorers = [new TransformBatch(classifier.Model, view, images.Length), new TorchBatch(module, floats)];
        if (onnx is not null)
        {
            scorers.Add(new OnnxBatch(onnx, pixels));
        }

        var digits = scorers.ConvertAll(scorer => scorer.Score());
        scorers.ForEach(scorer => scorer.Score());
        var times = Interleaved.Run(
            bench.Repeats(BatchRepeats), [.. scorers.Select(scorer => (Func<int, double>)(_ => 1e3 * Clock.Seconds(() => scorer.Score())))]);
        report.Compare(string.Create(CultureInfo.InvariantCulture, $"{images.Length:N0} rows"), "ms",
            [.. scorers.Zip(times, (scorer, values) => new Measurement(scorer.Subject, values))]);
        report.Note(
            "Many rows: ours from the view of the images (bytes) by a cursor over Score and Digit, on as many threads as ML.NET " +
            "takes for a cursor; libtorch from rows of floats that are there already, back to arrays. All subjects give the same " +
            $"digit for {Enumerable.Range(0, images.Length).Count(row => digits.TrueForAll(all => all[row] == digits[0][row]))} of " +
            $"{images.Length} images.");
    }
}
