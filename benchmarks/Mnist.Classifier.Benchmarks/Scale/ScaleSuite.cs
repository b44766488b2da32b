using System.Globalization;
using Microsoft.ML;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Measures how time and memory grow with the number of rows.</summary>
internal sealed class ScaleSuite : ISuite
{
    private const string Ours = "Mnist.Classifier";
    private const int Epochs = 3;
    private const int Rounds = 3;
    private const int WarmUpRows = 60_000;
    private const int BytesPerRow = 28 * 28 * sizeof(float);
    private const double BytesPerMebibyte = 1024 * 1024;
    private static readonly int[] TrainedRows = [10_000, 30_000, 60_000, 100_000, 300_000, 600_000];
    private static readonly int[] RowsForMemory = [60_000, 600_000];
    private static readonly int[] ScoredRows = [10_000, 100_000, 600_000];

    public string Name => "scale";

    public string Description => "how the time of an epoch, and the memory of training and scoring, grow with the rows";

    public void Run(Bench bench, SuiteReport report)
    {
        report.Note(
            $"Data: {bench.Data.Digits.Source}, the training images over and over; the pixels are shared, not copied.");
        bench.PrepareTorch();
        using var folder = new TemporaryFolder();
        ReportTime(report, bench.Data.Digits, folder.File("model.zip"));
        ReportTrainingMemory(report, bench);
        ReportScoringMemory(report, bench, folder);
    }

    private static void ReportTime(SuiteReport report, MnistDataset digits, string zip)
    {
        var recipe = Recipes.Default with { Epochs = Epochs };
        // Warm-up, which also triggers tiered compilation.
        MnistClassifier.Train(RepeatedImages.Train(digits, WarmUpRows), recipe, new MLContext(seed: 0)).Save(zip);
        // Size after size, and all again: what slows the machine for a while must not bend the line.
        var seconds = Interleaved.Run(Rounds, TrainedRows, rows => LibraryTraining.FromMemory(
            RepeatedImages.Train(digits, rows), recipe, seed: 1).EpochsAfterFirst);
        var points = new List<(double Rows, double Seconds)>();
        foreach (var (rows, epochs) in TrainedRows.Zip(seconds))
        {
            var measured = new Measurement(Ours, [.. epochs.SelectMany(round => round)]);
            report.Add($"one epoch of {Rows(rows)}", "s", measured);
            points.Add((rows, measured.Median!.Value));
        }

        var line = Line.Fit(points);
        report.Add("time of an epoch: R² of the line", "", new Measurement(Ours, [line.RSquared]),
            string.Create(CultureInfo.InvariantCulture, $"{line.RSquared:F5}"));
        report.Add(
            "time of an epoch: largest deviation from the line", "%", new Measurement(Ours, [100 * line.LargestDeviation]));
        report.Note(string.Create(CultureInfo.InvariantCulture,
            $"The line, by least squares of relative deviations: {line.Offset:F3} s + {1e6 * line.Slope:F2} s for a ") +
            $"million rows; default recipe, batch {recipe.BatchSize}, median of the {Epochs - 1} epochs after the first of {Rounds} " +
            "trainings.");
    }

    private static void ReportTrainingMemory(SuiteReport report, Bench bench)
    {
        var peaks = RowsForMemory.Select(rows => Peak(ChildProcess.Run(
            bench.Threads, "train-rows", bench.Data.Folder, $"{rows}", $"{bench.Threads}"))).ToList();
        foreach (var (rows, peak) in RowsForMemory.Zip(peaks))
        {
            report.Add($"peak memory of training on {Rows(rows)}", "MiB", peak);
        }

        var grown = (peaks[^1].Median - peaks[0].Median) * BytesPerMebibyte / (RowsForMemory[^1] - RowsForMemory[0]);
        report.Add(
            "memory of training for each further row", "bytes", new Measurement(Ours, grown is { } bytes ? [bytes] : []),
            grown is null ? "" : $"{Quantity.Ratio(grown.Value / BytesPerRow)} times the {BytesPerRow} bytes of a row of " +
                "floats");
    }

    private static void ReportScoringMemory(SuiteReport report, Bench bench, TemporaryFolder folder)
    {
        var (images, labels) = (folder.File("images"), folder.File("labels"));
        bench.Data.Digits.Test.SaveIdx(images, labels);
        foreach (var rows in ScoredRows)
        {
            report.Compare($"peak memory of scoring {Rows(rows)}", "MiB",
                Peak(Run("score-rows", rows)), Peak(Run("read-rows", rows)) with { Subject = "reading the rows alone" });
        }

        report.Note(
            "Scoring: a process that loads a zip, and reads Score and Digit of rows whose pixels are read from their file " +
            "when their turn comes. Reading alone loads the zip too, and reads the pixels instead. The set itself keeps 9 " +
            "bytes for each row, and needs as much again while it is put together.");

        ChildRun Run(string child, int rows) =>
            ChildProcess.Run(bench.Threads, child, folder.File("model.zip"), images, labels, $"{rows}");
    }

    private static Measurement Peak(ChildRun run) => ChildRun.Peaks(Ours, [run]);

    private static string Rows(int count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} rows");
}
