namespace Mnist.Classifier.Benchmarks;

/// <summary>Compares an epoch with what libtorch alone would take for its products of full matrices.</summary>
internal static class EpochReport
{
    /// <summary>Adds the lines of the case.</summary>
    /// <param name="report">Receives the results.</param>
    /// <param name="subject">The trainer.</param>
    /// <param name="images">What on.</param>
    /// <param name="runs">The trainings with the default recipe.</param>
    /// <param name="rates">The rate of matrix products just before each of them, in operations a second.</param>
    public static void Add(
        SuiteReport report, string subject, LabeledImages images, IReadOnlyList<TrainingRun> runs, List<double> rates)
    {
        var recipe = Recipes.Default;
        int[] sizes = [images.PixelsPerImage, .. recipe.HiddenLayers, images.ClassCount];
        var flops = EpochWork.CountFlops(images.Count, sizes);
        var seconds = new Measurement(
            subject, [
                .. runs.Where(run => run.EpochsAfterFirst.Count > 0).Select(run => Statistics.Median(run.EpochsAfterFirst))]);
        var floor = new Measurement("its products of full matrices, by libtorch", [.. rates.Select(rate => flops / rate)]);

        report.Compare("one epoch at the default batch size", "s", seconds, floor);
        if (seconds.Median is { } median)
        {
            report.Note(
                $"One epoch of {Quantity.Format(images.Count, "rows")} in batches of {recipe.BatchSize} is, zeros included, " +
                $"{Quantity.Format(flops / 1e9, "GFLOP")}; torch.mm on 1024x1024 float32 reached " +
                $"{Quantity.Format(Statistics.Median(rates) / 1e9, "GFLOP/s")} in this run. " +
                "The epoch, with all else that is in it and zeros left out, is as fast as " +
                $"{Quantity.Format(100 * floor.Median / median, "%")} of that.");
        }
    }
}
