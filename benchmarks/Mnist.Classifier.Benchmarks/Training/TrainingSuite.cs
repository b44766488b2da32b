using DenseNetworks;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Trains here, in a plain TorchSharp loop and by ML.NET's own trainers, in one process on the same threads.</summary>
internal sealed class TrainingSuite : ISuite
{
    private const string Ours = "Mnist.Classifier";
    private const string Managed = "Mnist.Classifier, without libtorch";
    private const string Plain = "plain TorchSharp loop";
    private const int Repeats = 3;
    private const int Seeds = 5;

    public string Name => "training";

    public string Description => "from images to a trained network, beside a plain TorchSharp loop and ML.NET's trainers";

    public void Run(Bench bench, SuiteReport report)
    {
        report.Note($"Data: {bench.Data.Digits.Source}.");
        bench.PrepareTorch();
        using var folder = new TemporaryFolder();
        var (repeats, rates) = (bench.Repeats(Repeats), new List<double>());
        WarmUp(bench.Data.Digits, folder);

        var runs = Interleaved.Run(repeats, TutorialHere, TutorialManaged, TutorialPlain);
        var (tutorial, managedTutorial, plain) = (runs[0], runs[1], runs[2]);
        var standards = Interleaved.Run(bench.Repeats(Seeds), DefaultHere, DefaultManaged);
        var (standard, managed) = (standards[0], standards[1]);
        var others = MLNetTrainers.Names.Select(
            name => (name, run: MLNetTraining.FromMemory(name, bench.Data.Digits, bench.Threads, seed: 1))).ToList();

        ReportTutorial(report, tutorial, managedTutorial, plain);
        ReportDefault(report, standard, managed, plain);
        ReportTrainers(report, standard, others);
        EpochReport.Add(report, Ours, bench.Data.Digits.Train, standard, rates);

        TrainingRun TutorialHere(int seed) =>
            LibraryTraining.FromMemory(bench.Data.Digits, Recipes.Tutorial, seed, TrainingBackend.LibTorch);

        TrainingRun TutorialManaged(int seed) =>
            LibraryTraining.FromMemory(bench.Data.Digits, Recipes.Tutorial, seed, TrainingBackend.Managed);

        TrainingRun TutorialPlain(int seed) =>
            PlainTraining.FromFiles(bench.Data.Folder, folder.File("plain.weights"), Recipes.Tutorial, seed);

        TrainingRun DefaultHere(int seed)
        {
            rates.Add(MatrixProduct.MeasureFlopsPerSecond());
            return LibraryTraining.FromFiles(
                bench.Data.Folder, folder.File("ours.zip"), Recipes.Default, seed, TrainingBackend.LibTorch);
        }

        TrainingRun DefaultManaged(int seed) => LibraryTraining.FromFiles(
            bench.Data.Folder, folder.File("managed.zip"), Recipes.Default, seed, TrainingBackend.Managed);
    }

    // Loads libtorch and compiles the measured code.
    private static void WarmUp(MnistDataset digits, TemporaryFolder folder)
    {
        const int Count = 2_000;
        var few = new MnistDataset(digits.Train.Take(Count), digits.Test.Take(Count), "some");
        few.Train.SaveIdx(folder.File("train-images-idx3-ubyte"), folder.File("train-labels-idx1-ubyte"));
        few.Test.SaveIdx(folder.File("t10k-images-idx3-ubyte"), folder.File("t10k-labels-idx1-ubyte"));
        foreach (var backend in (TrainingBackend[])[TrainingBackend.LibTorch, TrainingBackend.Managed])
        {
            LibraryTraining.FromFiles(folder.Path, folder.File("ours.zip"), Recipes.Tutorial, seed: 0, backend);
            LibraryTraining.FromFiles(folder.Path, folder.File("ours.zip"), Recipes.Default, seed: 0, backend);
        }

        PlainTraining.FromFiles(folder.Path, folder.File("plain.weights"), Recipes.Tutorial, seed: 0);
    }

    private static void ReportTutorial(
        SuiteReport report, IReadOnlyList<TrainingRun> ours, IReadOnlyList<TrainingRun> managed,
        IReadOnlyList<TrainingRun> plain)
    {
        const string Case = "tutorial recipe, 10 epochs";
        report.Compare(
            Case, "s",
            Measure(Ours, ours, run => run.Train), Measure(Managed, managed, run => run.Train), Measure(
                Plain, plain, run => run.Train));
        report.Spread($"{Case}: test accuracy", "%", Accuracy(Ours, ours), Accuracy(Managed, managed), Accuracy(Plain, plain));
        report.Note(
            $"{Case}: 784-128-128-10, Adam, batches of 32, from images in memory to a trained network. Ours is " +
            "MnistClassifier.Train, with the ML.NET pipeline around it; the loop begins with an array of bytes.");
    }

    private static void ReportDefault(
        SuiteReport report, IReadOnlyList<TrainingRun> ours, IReadOnlyList<TrainingRun> managed,
        IReadOnlyList<TrainingRun> plain)
    {
        const string Case = "default recipe, IDX files to a saved zip";
        report.Compare(
            Case, "s",
            Measure(Ours, ours, run => run.FilesToFile),
            Measure(Managed, managed, run => run.FilesToFile),
            Measure($"{Plain}, tutorial recipe", plain, run => run.FilesToFile));
        report.Spread($"{Case}: test accuracy", "%", Accuracy(Ours, ours), Accuracy(Managed, managed));
        report.Note(
            $"{Case}: ours reads and checks the four files ({Seconds(ours, run => run.Load)}), trains " +
            $"({Seconds(ours, run => run.Train)}) and saves the zip ({Seconds(ours, run => run.Save)}). The loop, in the " +
            $"runs of the case above, unpacks the same four files without a check ({Seconds(plain, run => run.Load)}), " +
            $"trains ({Seconds(plain, run => run.Train)}) and saves the weights ({Seconds(plain, run => run.Save)}).");
    }

    private static void ReportTrainers(
        SuiteReport report, IReadOnlyList<TrainingRun> ours, List<(string Name, TrainingRun Run)> others)
    {
        const string Case = "a trained model from images in memory, each with its defaults";
        report.Compare(Case, "s",
            [
                Measure(Ours, ours, run => run.Train),
                .. others.Select(other => Measure($"ML.NET {other.Name}", [other.Run], run => run.Train)),
            ]);
        report.Spread($"{Case}: test accuracy", "%",
            [Accuracy(Ours, ours), .. others.Select(other => Accuracy($"ML.NET {other.Name}", [other.Run]))]);
        report.Note(
            "ML.NET's trainers, once each, learn from the same view of all images, normalised; for the two that go over it " +
            "many times, AppendCacheCheckpoint keeps it in memory.");
    }

    private static Measurement Accuracy(string subject, IReadOnlyList<TrainingRun> runs) =>
        Measure(subject, runs, run => 100 * run.Accuracy);

    private static Measurement Measure(string subject, IReadOnlyList<TrainingRun> runs, Func<TrainingRun, double> value) =>
        new(subject, [.. runs.Select(value)]);

    private static string Seconds(IReadOnlyList<TrainingRun> runs, Func<TrainingRun, double> value) =>
        Quantity.Format(Statistics.Median([.. runs.Select(value)]), "s");
}
