using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Trains on generated digits alone, over five seeds, and measures how well that reads real ones.</summary>
internal static class GeneratorSuite
{
    private const int Seeds = 5;
    private const int HeldOutCount = 10_000;
    private const int TimedCount = 10_000;
    private static readonly int[] TrainCounts = [20_000, 60_000];

    /// <summary>Prints the tables.</summary>
    /// <param name="real">The real digits, or <see langword="null"/> where there are none.</param>
    /// <param name="withTest">
    /// Whether to measure on the real test images too. Whoever tunes the generator must not look at them.
    /// </param>
    public static void Run(MnistDataset? real, bool withTest)
    {
        var measures = new List<(string Name, Func<MnistDataset, LabeledImages> Images)>
        {
            ("generated test digits", generated => generated.Test),
        };
        if (real is not null)
        {
            var heldOut = Last(real.Train, HeldOutCount);
            measures.Add(($"the last {HeldOutCount:N0} real training images", _ => heldOut));
            if (withTest)
            {
                measures.Add(("the real test images", _ => real.Test));
            }
        }

        Console.WriteLine($"| generated to train on | {string.Join(" | ", measures.Select(measure => measure.Name))} |");
        Console.WriteLine($"|---|{string.Concat(measures.Select(_ => "---|"))}");
        foreach (var count in TrainCounts)
        {
            var accuracies = measures.Select(_ => new List<double>()).ToList();
            for (var seed = 1; seed <= Seeds; seed++)
            {
                var generated = MnistDataset.Generate(count, seed: seed);
                var classifier = MnistClassifier.Train(generated, TrainingRecipe.Seed, new MLContext(seed));
                for (var i = 0; i < measures.Count; i++)
                {
                    accuracies[i].Add(100 * classifier.Evaluate(measures[i].Images(generated)).MicroAccuracy);
                }
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {count:N0} | {string.Join(" | ", accuracies.Select(Describe))} |"));
        }

        Console.WriteLine();
        PrintTime();
    }

    private static void PrintTime()
    {
        MnistDataset.Generate(TimedCount, 1); // not counted: it compiles
        var times = Enumerable.Range(0, Seeds).Select(Time).Order().ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{TimedCount:N0} images take {times[Seeds / 2]:F0} ms to generate on {Environment.ProcessorCount} threads, median of {Seeds}."));
    }

    private static double Time(int seed)
    {
        var start = Stopwatch.GetTimestamp();
        MnistDataset.Generate(TimedCount, 1, seed);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static string Describe(List<double> values)
    {
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Sum(value => Math.Pow(value - mean, 2)) / (values.Count - 1));
        return string.Create(CultureInfo.InvariantCulture, $"{mean:F2} ± {deviation:F2} %");
    }

    private static LabeledImages Last(LabeledImages images, int count)
    {
        var pixels = new byte[count * images.PixelsPerImage];
        var labels = new byte[count];
        for (var i = 0; i < count; i++)
        {
            var index = images.Count - count + i;
            images.GetPixels(index).CopyTo(pixels.AsSpan(i * images.PixelsPerImage));
            labels[i] = (byte)images.GetLabel(index);
        }

        return new LabeledImages(pixels, labels, images.Height, images.Width, images.ClassCount);
    }
}
