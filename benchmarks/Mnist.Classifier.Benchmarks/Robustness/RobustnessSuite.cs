using System.Globalization;
using Mnist.Classifier.Pictures;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Measures how many digits are still read rightly when they have gone bad in fifteen ways.</summary>
internal sealed record RobustnessSuite : ISuite
{
    private const int HeldOutCount = 10_000;

    public string Name => "robustness";

    public string Description => "images corrupted in the fifteen ways of MNIST-C, read by models that have seen none of them";

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
        report.Note($"Data: {bench.Data.Digits.Source}.");
        bench.PrepareTorch();
        var digits = IsHeldOut ? HoldOut(bench.Data.Digits) : bench.Data.Digits;
        var models = RobustnessModels.Create(digits, ModelPath);
        var images = digits.Test.Take(bench.Repeats(digits.Test.Count));
        report.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"Trained on {digits.Train.Count:N0} images by seed 1, measured on {images.Count:N0} " +
            $"{(IsHeldOut ? "training images that were held out" : "test images")}."));
        foreach (var model in models.Where(model => model.Stride > 1))
        {
            report.Note($"{model.Name}: every {model.Stride}th image; what it takes for blank counts as wrong.");
        }

        Add("clean", Measure(bench, models, images, (index, pixels) => images.CopyPixels(index, pixels)));
        var shares = CorruptionCatalog.All.Select(corruption => Add(corruption.Name, Measure(
            bench, models, images, (index, pixels) => CorruptionCatalog.Apply(corruption, images, index, pixels)))).ToList();
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

    /// <summary>Gets for each model the share of images that it reads rightly, in percent.</summary>
    private static double[] Measure(
        Bench bench, IReadOnlyList<RobustnessModel> models, LabeledImages images, Action<int, byte[]> corrupt)
    {
        var right = new int[models.Count];
        Parallel.For(0, images.Count, new ParallelOptions { MaxDegreeOfParallelism = bench.Threads }, index =>
        {
            var pixels = new byte[DigitForm.PixelCount];
            corrupt(index, pixels);
            for (var model = 0; model < models.Count; model++)
            {
                if (index % models[model].Stride == 0 && models[model].Read(pixels) == images.GetLabel(index))
                {
                    Interlocked.Increment(ref right[model]);
                }
            }
        });
        return [.. models.Zip(right, (model, count) => 100.0 * count / (((images.Count - 1) / model.Stride) + 1))];
    }
}
