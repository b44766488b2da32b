using Microsoft.ML;
using Mnist.Digits;
using StbImageWriteSharp;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Starts a process that loads a model, classifies one image and ends.</summary>
internal sealed class StartupSuite : ISuite
{
    private const int Repeats = 15;
    private const int TrainCount = 2_000;
    private const int TestCount = 100;

    public string Name => "startup";

    public string Description => "a process from its start to its end: load a model, classify one image";

    public void Run(Bench bench, SuiteReport report)
    {
        // What the weights are does not matter, only their number: few digits do.
        var digits = MnistDataset.Generate(TrainCount, TestCount);
        report.Note($"Data: {digits.Source}, one epoch.");
        bench.PrepareTorch();
        using var folder = new TemporaryFolder();
        var classifier = MnistClassifier.Train(digits, Recipes.Default with { Epochs = 1 }, new MLContext(seed: 1));
        var pixels = DigitForAll(classifier, digits.Test);
        var subjects = PrepareSubjects(classifier, pixels, folder, bench.Threads);
        subjects.AddRange(PreparePictures(bench, pixels, folder, report));
        foreach (var (_, run) in subjects)
        {
            run(); // not counted: files come into the cache
        }

        var runs = Interleaved.Run(bench.Repeats(Repeats), subjects, subject => subject.Run());

        var named = subjects.Zip(runs, (subject, all) => (subject.Name, Runs: all)).ToList();
        RequireSameDigit(named);
        report.Compare("wall time", "s", [.. named.Select(subject => ChildRun.Times(subject.Name, subject.Runs))]);
        report.Compare("peak resident memory", "MiB", [.. named.Select(subject => ChildRun.Peaks(subject.Name, subject.Runs))]);
        report.Note("libtorch in the process: " + string.Join("; ", named.Select(
            subject => $"{subject.Name}: {DescribeLibTorch(subject.Runs[0])}")) + ".");
        report.Note(
            "Wall time is from before the start of the process to after its end, seen from outside, and includes what each " +
            "prints of its memory. The empty program is the floor: the runtime starts, prints that, and ends. The TorchSharp " +
            "module loads libtorch as the library does when it trains: alone it cannot where libstdc++ is older than its " +
            "own. Those that read a PNG use the model in the package, of 0.7 million weights, and the others one of 118,282.");
    }

    // One that the quickly trained model classifies as the model in the package does.
    private static byte[] DigitForAll(MnistClassifier classifier, LabeledImages images)
    {
        var pretrained = DigitReader.LoadPretrained();
        return Enumerable.Range(0, images.Count).Select(index => images.GetPixels(index).ToArray())
            .First(pixels => classifier.Predict(pixels).Digit == pretrained.ReadImage(pixels).Digit);
    }

    // Programs that have Mnist.Digits alone.
    private static IEnumerable<(string Name, Func<ChildRun> Run)> PreparePictures(
        Bench bench, byte[] pixels, TemporaryFolder folder, SuiteReport report)
    {
        var picture = folder.File("digit.png");
        using (var file = File.Create(picture))
        {
            var paper = Array.ConvertAll(pixels, pixel => (byte)(255 - pixel));
            new ImageWriter().WritePng(paper, 28, 28, ColorComponents.Grey, file);
        }

        var portable = PublishedReader.Portable(folder.File("portable"));
        report.Note($"Published with Mnist.Digits alone, portable: {portable.Size()}.");
        yield return ("DigitReader, a PNG", () => ChildProcess.RunProgram(1, [.. portable.Command, picture]));
        if (!bench.IsQuick) // it takes a minute, and a compiler of C
        {
            var native = PublishedReader.AheadOfTime(folder.File("ahead-of-time"));
            report.Note($"The same ahead of time: {native.Size()}.");
            yield return ("DigitReader, a PNG, ahead of time", () => ChildProcess.RunProgram(1, [.. native.Command, picture]));
        }
    }

    private static List<(string Name, Func<ChildRun> Run)> PrepareSubjects(
        MnistClassifier classifier, byte[] pixels, TemporaryFolder folder, int threads)
    {
        var (zip, weights, image) = (folder.File("model.zip"), folder.File("model.weights"), folder.File("image"));
        classifier.Save(zip);
        using var module = TorchNetwork.Create(classifier.Network);
        module.save(weights);
        File.WriteAllBytes(image, pixels);
        List<(string Name, string[] Arguments)> subjects =
        [
            ("DigitReader.Load, ReadImage", ["predict-reader", zip, image]),
            ("MnistClassifier.Load, Predict", ["predict-ours", zip, image]),
            ("Model.Load, PredictionEngine on ours", ["predict-mlnet", zip, image]),
            ("TorchSharp module", ["predict-torch", weights, string.Join(',', TorchNetwork.Sizes(classifier.Network)), image]),
        ];
        if (OnnxExport.Write is { } write)
        {
            var onnx = folder.File("model.onnx");
            using var file = File.Create(onnx);
            write(classifier, file);
            subjects.Add(("ONNX Runtime", ["predict-onnx", onnx, image, $"{threads}"]));
        }

        subjects.Add(("empty program", ["empty"]));
        return subjects.ConvertAll<(string, Func<ChildRun>)>(subject =>
            (subject.Name, () => ChildProcess.Run(threads, subject.Arguments)));
    }

    private static void RequireSameDigit(List<(string Name, IReadOnlyList<ChildRun> Runs)> subjects)
    {
        var digits = subjects.SelectMany(subject => subject.Runs)
            .Select(run => run.Reply.TryGetValue(ChildReply.Digit, out var digit) ? digit : (double?)null)
            .Where(digit => digit is not null)
            .Distinct();
        if (digits.Count() != 1)
        {
            throw new InvalidOperationException($"The subjects do not agree on the digit: {string.Join(", ", digits)}.");
        }
    }

    private static string DescribeLibTorch(ChildRun run) => run.Reply.TryGetValue(ChildReply.HasLibTorch, out var hasLibTorch)
        ? hasLibTorch != 0 ? "yes" : "no"
        : "not measured";
}
