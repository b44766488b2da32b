using DenseNetworks.ML;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Measures how much of an epoch the augmentation of its images takes.</summary>
internal sealed class AugmentationSuite : ISuite
{
    private const string Ours = "Mnist.Classifier";
    private const int Epochs = 3;
    private const int Rounds = 5;
    private const int WarmUpCount = 10_000;

    // Without what comes on top of learning: held-out images to look at, and a temperature to fit.
    private static readonly TrainingRecipe Recipe =
        TrainingRecipe.Accurate with { Epochs = Epochs, ValidationFraction = 0, TemperatureScaling = false };

    public string Name => "augmentation";

    public string Description => $"how much of an epoch of the recipe {nameof(TrainingRecipe.Accurate)} goes into augmentation";

    public void Run(Bench bench, SuiteReport report)
    {
        report.Note($"Data: {bench.Data.Digits.Source}.");
        bench.PrepareTorch();
        var some = new MnistDataset(bench.Data.Digits.Train.Take(WarmUpCount), bench.Data.Digits.Test, "some");
        Measure(some, rounds: 1, bench.Threads);

        var (epochs, augmenting, plainEpochs) = Measure(bench.Data.Digits, bench.Repeats(Rounds), bench.Threads);
        Report(report, bench, epochs, augmenting, plainEpochs);
    }

    private static (IReadOnlyList<double> Epochs, IReadOnlyList<double> Augmenting, IReadOnlyList<double> PlainEpochs)
        Measure(MnistDataset digits, int rounds, int threads)
    {
        var work = new AugmentationWork(digits.Train, Recipe, threads);
        var seconds = Interleaved.Run<double>(
            rounds,
            seed => MeasureEpoch(digits, Recipe, seed),
            work.MeasureEpoch,
            seed => MeasureEpoch(digits, Recipe with { Augmentation = null }, seed));
        return (seconds[0], seconds[1], seconds[2]);
    }

    private static double MeasureEpoch(MnistDataset digits, TrainingRecipe recipe, int seed) =>
        Statistics.Median(LibraryTraining.FromMemory(digits, recipe, seed).EpochsAfterFirst);

    private static void Report(
        SuiteReport report,
        Bench bench,
        IReadOnlyList<double> epochs,
        IReadOnlyList<double> augmenting,
        IReadOnlyList<double> plainEpochs)
    {
        report.Compare(
            $"one epoch of {nameof(TrainingRecipe.Accurate)}",
            "s",
            new Measurement(Ours, epochs),
            new Measurement("augmenting its images alone", augmenting),
            new Measurement("an epoch without augmentation, zeros left out", plainEpochs));
        report.Add("share of the epoch that augmentation takes", "%", Ratio(augmenting, epochs, factor: 100));
        report.Add("an epoch with augmentation, in epochs without", "", Ratio(epochs, plainEpochs, factor: 1));
        report.Add(
            "augmenting one image, on all threads",
            "µs",
            new Measurement(Ours, [.. augmenting.Select(seconds => 1e6 * seconds / bench.Data.Digits.Train.Count)]));
        report.Note(
            $"The median of the {Epochs - 1} epochs after the first of each training. Augmenting alone is done by the " +
            "training's own code for an image, on as many threads. Without augmentation the first layer leaves zeros " +
            "out, and with it multiplies full matrices: so the two epochs differ by more than the time of augmenting.");
    }

    private static Measurement Ratio(IReadOnlyList<double> numerators, IReadOnlyList<double> denominators, double factor) =>
        new(Ours, [.. numerators.Zip(denominators, (numerator, denominator) => factor * numerator / denominator)]);
}
