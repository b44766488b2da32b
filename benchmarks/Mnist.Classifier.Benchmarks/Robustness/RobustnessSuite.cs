using System.Globalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Measures how many digits are still read rightly when they have gone bad in fifteen ways.</summary>
internal sealed record RobustnessSuite : ISuite
{
    private const int HeldOutCount = 10_000;

    public string Name => "robustness";

    public string Description => "digits that have gone bad in the fifteen ways of MNIST-C, and how many are read rightly";

    /// <summary>
    /// Gets a value indicating whether to train on all but the last 10,000 training images and to measure on these. Whoever
    /// tunes must not look at the test images.
    /// </summary>
    public bool IsHeldOut { get; init; }

    /// <summary>Gets the zip of a model to measure beside the others, or null for none.</summary>
    public string? ModelPath { get; init; }

    public void Run(Bench bench, SuiteReport report)
    {
        report.IsGrid = true;
        bench.PrepareTorch();
        var digits = IsHeldOut ? HoldOut(bench.Data.Digits) : bench.Data.Digits;
        var images = digits.Test.Take(bench.Repeats(digits.Test.Count));
        var models = RobustnessModels.Create(digits, ModelPath);
        report.Note($"Data: {bench.Data.Digits.Source}.");
        report.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"Trained on {digits.Train.Count:N0} images, measured on {images.Count:N0} " +
            $"{(IsHeldOut ? "training images that were held out" : "test images")}."));
        report.Note(
            $"As a picture: every {CorruptedReading.PictureStride}th image alone; what is taken for blank counts as wrong.");

        var reading = new CorruptedReading(images, models, bench.Threads);
        Add("clean", reading.Measure(corruption: null));
        var shares = CorruptionCatalog.All
            .Select(corruption => Add(corruption.Name, reading.Measure(corruption)))
            .ToList();
        Add("mean of the fifteen", [.. models.Select((_, model) => shares.Average(share => share[model]))]);

        double[] Add(string @case, double[] values)
        {
            foreach (var (model, value) in models.Zip(values))
            {
                report.Add(@case, "%", new Measurement(model.Name, [value]));
            }

            return values;
        }
    }

    private static MnistDataset HoldOut(MnistDataset digits)
    {
        var count = digits.Train.Count - HeldOutCount;
        return new MnistDataset(digits.Train.Take(count), digits.Train.Skip(count), digits.Source);
    }
}
