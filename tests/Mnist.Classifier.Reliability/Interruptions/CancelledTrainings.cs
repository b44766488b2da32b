using System.Diagnostics;
using DenseNetworks.ML;

namespace Mnist.Classifier.Reliability;

/// <summary>Cancels trainings of full size at any moment, and takes the time until the caller knows.</summary>
internal static class CancelledTrainings
{
    private const double PromisedMilliseconds = 100;

    // Reading sixty thousand digits and the first steps fall into this time, and for the small networks some epochs.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    private static readonly (string Name, TrainingRecipe Recipe)[] Recipes =
    [
        ("Tutorial", TrainingRecipe.Tutorial), ("Fast", TrainingRecipe.Fast), ("Accurate", TrainingRecipe.Accurate), ("Best", TrainingRecipe.Best),
    ];

    public static void Run(Trial trial, Report report)
    {
        var data = MnistDataset.Generate(trainCount: 60_000, testCount: 1);
        MnistClassifier.Train(Digits.Data, TrainingRecipe.Fast with { Epochs = 1 }); // libtorch is loaded once, in half a second
        var random = new Random(1);
        foreach (var (name, recipe) in Recipes)
        {
            var times = Enumerable.Range(0, trial.Times(20, 2)).Select(_ => Cancel(data, recipe, Longest * random.NextDouble())).ToList();
            var milliseconds = times.Select(time => time.Wait.TotalMilliseconds).Order().ToList();
            report.Check(
                $"recipe {name}, {Text.Of(data.Train.Count)} digits, cancelled {times.Count} times within {Longest.TotalSeconds} s",
                $"over within {PromisedMilliseconds} ms",
                $"median {Text.Of(milliseconds[milliseconds.Count / 2])} ms, longest {Text.Of(milliseconds[^1])} ms; " +
                $"{times.Count(time => time.HasNetwork)} had a network by then",
                milliseconds[^1] <= PromisedMilliseconds);
        }
    }

    private static (TimeSpan Wait, bool HasNetwork) Cancel(MnistDataset data, TrainingRecipe recipe, TimeSpan delay)
    {
        using var source = new CancellationTokenSource();
        var cancelled = 0L;
        using var registration = source.Token.Register(() => cancelled = Stopwatch.GetTimestamp());
        source.CancelAfter(delay);
        try
        {
            MnistClassifier.Train(data, recipe with { Epochs = 1_000 }, cancellationToken: source.Token);
        }
        catch (TrainingCanceledException e)
        {
            return (Stopwatch.GetElapsedTime(cancelled), e.Checkpoint is not null);
        }

        throw new InvalidOperationException("A thousand epochs were over before the training was cancelled.");
    }
}
