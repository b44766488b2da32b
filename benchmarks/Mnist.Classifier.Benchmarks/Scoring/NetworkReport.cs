using System.Globalization;
using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Digits;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Measures a network on rows of floats, with zeros and without, beside ONNX Runtime with as many threads.</summary>
internal static class NetworkReport
{
    private const int Repeats = 15;
    private const int CallsInRound = 10_000;
    private const int RowsInCache = 100;
    private const int ClassCount = 10;
    private const string Ours = "DenseNetwork.ComputeProbabilities";
    private const string Onnx = "ONNX Runtime";

    /// <summary>Trains a network on some rows, and measures it on them.</summary>
    public static void Add(
        SuiteReport report, IReadOnlyList<int> hiddenLayers, string kind, float[][] rows, MnistDataset digits, Bench bench)
    {
        var context = new MLContext(seed: 1);
        var view = context.Data.LoadFromEnumerable(rows.Select(
            (row, i) => new NetworkRow { Features = row, Digit = digits.Test.GetLabel(i) }));
        var model = context.Transforms.Conversion.MapValueToKey("Label", nameof(NetworkRow.Digit))
            .Append(context.MulticlassClassification.Trainers.DenseNetwork(hiddenLayers: hiddenLayers, epochs: 1))
            .Fit(view).LastTransformer;
        using var file = new MemoryStream();
        model.ExportOnnx(file);
        var name = $"{string.Join('-', (int[])[rows[0].Length, .. hiddenLayers, ClassCount])}, {kind}";

        AddOneRow(report, $"one row, {name}", model.Network, file.ToArray(), rows, bench);
        AddManyRows(report, name, model, file.ToArray(), rows, bench);
    }

    /// <summary>Measures the network in the package, one row at a time.</summary>
    public static void AddPretrained(SuiteReport report, float[][] rows, Bench bench)
    {
        var network = DigitReader.LoadPretrained().Network;
        var probabilities = new float[network.ClassCount];
        Compare(report, "one row, the model in the package, no zeros", "µs", 1e6 / CallsInRound, bench,
            (Ours, () => ForEachCall(rows, next => network.ComputeProbabilities(next, probabilities))));
    }

    private static void AddOneRow(
        SuiteReport report, string @case, DenseNetwork network, byte[] onnxFile, float[][] rows, Bench bench)
    {
        var (row, scores, probabilities) = (new float[rows[0].Length], new float[ClassCount], new float[ClassCount]);
        using var onnx = new OnnxNetwork(onnxFile, threads: 1, row, scores, rowCount: 1);
        Compare(report, @case, "µs", 1e6 / CallsInRound, bench,
            (Ours, () => ForEachCall(rows, next => network.ComputeProbabilities(next, probabilities))),
            ($"{Onnx}, one thread", () => ForEachCall(rows, next =>
            {
                next.CopyTo(row, 0);
                onnx.Run();
            })));
    }

    // Over rows that stay in the cache: reading others would take as long as scoring them.
    private static void ForEachCall(float[][] rows, Action<float[]> score)
    {
        for (var call = 0; call < CallsInRound; call++)
        {
            score(rows[call % RowsInCache]);
        }
    }

    private static void AddManyRows(
        SuiteReport report, string name, DenseNetworkTransformer model, byte[] onnxFile, float[][] rows, Bench bench)
    {
        var network = model.Network;
        float[] all = [.. rows.SelectMany(row => row)];
        var (probabilities, scores) = (new float[rows.Length * ClassCount], new float[rows.Length * ClassCount]);
        var count = string.Create(CultureInfo.InvariantCulture, $"{rows.Length:N0} rows");
        using (var onnx = new OnnxNetwork(onnxFile, threads: 1, all, scores, rows.Length))
        {
            Compare(report, $"{count}, {name}, one thread", "ms", 1e3, bench,
                ($"{Ours}, many rows", () => network.ComputeProbabilities(all, rows.Length, probabilities)),
                ($"{Onnx}, one batch", onnx.Run));
        }

        if (bench.Threads > 1)
        {
            var view = new MLContext().Data.LoadFromEnumerable(rows.Select(row => new NetworkRow { Features = row }));
            using var onnx = new OnnxNetwork(onnxFile, bench.Threads, all, scores, rows.Length);
            Compare(report, $"{count}, {name}, {bench.Threads} threads", "ms", 1e3, bench,
                ($"{Ours}, many rows", () => ComputeShared(network, all, rows.Length, probabilities, bench.Threads)),
                ("ITransformer.Transform, its own choice of threads", () => ReadScores(model.Transform(view))),
                ($"{Onnx}, one batch", onnx.Run));
        }

        var difference = probabilities.Zip(scores, (here, there) => MathF.Abs(here - there)).Max();
        report.Note(string.Create(
            CultureInfo.InvariantCulture, $"{name}: no probability differs from ONNX Runtime's by more than {difference:G2}."));
    }

    private static void ComputeShared(DenseNetwork network, float[] rows, int rowCount, float[] probabilities, int threads) =>
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, part =>
        {
            var (start, end) = (rowCount * part / threads, rowCount * (part + 1) / threads);
            network.ComputeProbabilities(
                rows.AsSpan(start * network.InputSize, (end - start) * network.InputSize), end - start,
                probabilities.AsSpan(start * ClassCount, (end - start) * ClassCount));
        });

    private static void ReadScores(IDataView scored)
    {
        using var cursor = scored.GetRowCursor([scored.Schema["Score"]]);
        var getScore = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        var score = default(VBuffer<float>);
        while (cursor.MoveNext())
        {
            getScore(ref score);
        }
    }

    private static void Compare(
        SuiteReport report, string @case, string unit, double scale, Bench bench,
        params (string Subject, Action Score)[] subjects)
    {
        Array.ForEach(subjects, subject => subject.Score()); // not counted: it compiles
        var times = Interleaved.Run(bench.Repeats(Repeats), subjects, subject => scale * Clock.Seconds(subject.Score));
        report.Compare(@case, unit, [.. subjects.Zip(times, (subject, values) => new Measurement(subject.Subject, values))]);
    }
}
