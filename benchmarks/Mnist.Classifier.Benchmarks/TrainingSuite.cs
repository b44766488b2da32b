using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using TorchSharp;

namespace Mnist.Classifier.Benchmarks;

/// <summary>
/// Trains the tutorial's network here and in a plain TorchSharp loop, in turn, in one process on the same threads.
/// </summary>
internal static class TrainingSuite
{
    private const int Repeats = 5;

    // The cost of an epoch does not change from one to the next, so two tell as much as ten.
    private static readonly TrainingRecipe Recipe = TrainingRecipe.Seed with { Epochs = 2 };

    public static void Run(MnistDataset data)
    {
        var ours = new List<double>();
        var plain = new List<double>();
        TrainHere(data, seed: 0); // not counted: it loads libtorch and compiles what both use
        PlainTorchLoop.Train(data.Train.Take(1_000), Recipe, seed: 0);
        for (var repeat = 1; repeat <= Repeats; repeat++)
        {
            ours.Add(Time(() => TrainHere(data, repeat)));
            plain.Add(Time(() => PlainTorchLoop.Train(data.Train, Recipe, repeat)));
        }

        var ratios = ours.Zip(plain, (here, there) => there / here).Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{data.Train.Count} images, {Recipe.Epochs} epochs, batch {Recipe.BatchSize}, {torch.get_num_threads()} threads, median of {Repeats}"));
        Console.WriteLine("| subject | seconds | times as fast as the plain loop |");
        Console.WriteLine("|---|---|---|");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| plain TorchSharp loop | {Median(plain):F2} | 1 |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| Mnist.Classifier | {Median(ours):F2} | {ratios[Repeats / 2]:F2} ({ratios[0]:F2} to {ratios[^1]:F2}) |"));
    }

    private static void TrainHere(MnistDataset data, int seed) => MnistClassifier.Train(data, Recipe, new MLContext(seed));

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
