using System.Globalization;
using Microsoft.ML;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Trains on generated digits alone, over five seeds, and measures how well that reads real ones.</summary>
internal sealed record GeneratorSuite : ISuite
{
    private const int Seeds = 5;
    private const int HeldOutCount = 10_000;
    private const int TimedCount = 10_000;
    private static readonly int[] TrainCounts = [20_000, 60_000];

    public string Name => "generator";

    public string Description => "the tutorial's recipe on generated digits alone, and how long digits take to generate";

    /// <summary>
    /// Gets a value indicating whether to also measure on the real test images. They must not be used to tune the generator
    /// them.
    /// </summary>
    public bool WithTest { get; init; }

    /// <summary>Gets the PNG file to draw some digits into instead of measuring, or null to measure.</summary>
    public string? SheetPath { get; init; }

    public void Run(Bench bench, SuiteReport report)
    {
        if (SheetPath is { } path)
        {
            ContactSheet.Write(path);
            report.Note($"Drawn into {path}.");
            return;
        }

        report.Note($"Data: {bench.Data.Digits.Source}.");
        bench.PrepareTorch();
        foreach (var count in TrainCounts)
        {
            ReportAccuracy(bench, count, report);
        }

        MnistDataset.Generate(TimedCount, 1); // not counted: it compiles
        var seconds = Interleaved.Run(
            bench.Repeats(Seeds), seed => Clock.Seconds(() => MnistDataset.Generate(TimedCount, 1, seed)))[0];
        report.Add(
            string.Create(CultureInfo.InvariantCulture, $"{TimedCount:N0} images to generate"), "s",
            new Measurement($"on {Environment.ProcessorCount} threads", seconds));
    }

    private void ReportAccuracy(Bench bench, int count, SuiteReport report)
    {
        var generated = Enumerable.Range(1, bench.Repeats(Seeds)).Select(seed => MnistDataset.Generate(count, seed: seed))
            .ToList();
        var classifiers = generated.Select(
            (data, index) => MnistClassifier.Train(data, Recipes.Tutorial, new MLContext(index + 1))).ToList();
        foreach (var (name, images) in Measures(bench.Data.Digits))
        {
            var accuracies = classifiers.Zip(
                generated, (classifier, data) => 100 * classifier.Evaluate(images ?? data.Test).MicroAccuracy);
            report.Spread(
                string.Create(CultureInfo.InvariantCulture, $"test accuracy after {count:N0} generated digits"), "%",
                new Measurement(name, [.. accuracies]));
        }
    }

    /// <summary>Gets names and images; null stands for the test digits that were generated with those trained on.</summary>
    private IEnumerable<(string Name, LabeledImages? Images)> Measures(MnistDataset digits)
    {
        yield return ("generated test digits", null);
        if (digits.IsGenerated)
        {
            yield break;
        }

        yield return ("the last 10,000 real training images", digits.Train.Skip(digits.Train.Count - HeldOutCount));
        if (WithTest)
        {
            yield return ("the real test images", digits.Test);
        }
    }
}
