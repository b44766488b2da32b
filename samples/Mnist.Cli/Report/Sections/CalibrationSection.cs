using System.Xml.Linq;
using DenseNetworks.ML;
using DenseNetworks.ML.Training;
using Mnist.Cli.Report.Charts;
using Mnist.Cli.Report.Markup;

namespace Mnist.Cli.Report.Sections;

/// <summary>Whether the model is right as often as it says.</summary>
internal static class CalibrationSection
{
    private const string Id = "calibration";
    private const double Width = 1.0 / CalibrationMetrics.BinCount;

    // Down far enough, on an axis of powers of ten, for a single prediction to show.
    private const double Ground = -0.3;

    private static readonly string[] Headings = ["Confidence", "Count", "Mean confidence", "Right", "Right − sure"];

    public static XElement Create(CalibrationMetrics calibration) => Html.Section(Id, "Calibration",
        Html.Paragraph(
            $"The predictions are {Figures.Percent(calibration.MeanConfidence)} sure on average, and " +
            $"{Figures.Percent(calibration.Accuracy)} are right. Sorted into {CalibrationMetrics.BinCount} bins by their " +
            $"confidence, the two are {Figures.Percent(calibration.ExpectedCalibrationError)} apart on average, which is the " +
            "expected calibration error. A bar of few predictions says little."),
        new XElement("div", Html.Class("charts"),
            new XElement("figure", DrawShares(calibration)),
            new XElement("figure", DrawCounts(calibration))),
        Html.Table("numbers", "Predictions by their confidence",
            Headings.Select(heading => Html.ColumnHeading(heading)),
            calibration.Bins.Index().Where(bin => bin.Item.Count > 0).Select(bin => Row(bin.Index, bin.Item))));

    private static XElement DrawShares(CalibrationMetrics calibration)
    {
        var shares = new ChartAxis("Share that is right", 0, 1, Share) { Ticks = [0, 0.25, 0.5, 0.75, 1] };
        using var chart = new Chart(Confidences(), shares);
        foreach (var (index, bin) in Filled(calibration))
        {
            chart.AddBar(index * Width, (index + 1) * Width, 0, bin.Accuracy, ChartInk.First);
        }

        chart.AddReference((0, 0), (1, 1));
        return chart.ToSvg($"{Id}-shares", "Share of right predictions, by their confidence",
            "A bar for each bin; a dashed line shows where it would be as often right as sure. The figures are in the table.");
    }

    // Nearly all predictions are nearly sure: only by powers of ten can the others be seen.
    private static XElement DrawCounts(CalibrationMetrics calibration)
    {
        var powers = (int)Math.Ceiling(Math.Log10(Math.Max(10, calibration.Bins.Max(bin => bin.Count))));
        var counts = new ChartAxis("Predictions", Ground, powers, power => Short(Math.Pow(10, power)))
        {
            Ticks = [.. Enumerable.Range(0, powers + 1).Select(power => (double)power)],
        };
        using var chart = new Chart(Confidences(), counts);
        foreach (var (index, bin) in Filled(calibration))
        {
            chart.AddBar(index * Width, (index + 1) * Width, Ground, Math.Log10(bin.Count), ChartInk.Quiet);
        }

        return chart.ToSvg($"{Id}-counts", "Number of predictions, by their confidence",
            "A bar for each bin, on an axis of powers of ten. The figures are in the table.");
    }

    private static IEnumerable<(int Index, CalibrationBin Bin)> Filled(CalibrationMetrics calibration) =>
        calibration.Bins.Index().Where(bin => bin.Item.Count > 0);

    private static ChartAxis Confidences() => new("confidence", 0, 1, Share) { Ticks = [0, 0.2, 0.4, 0.6, 0.8, 1] };

    private static string Share(double value) => Figures.Percent(value, decimals: 0);

    // Math.Pow may be a little beside a power of ten.
    private static string Short(double count) => count switch
    {
        >= 999_999 => $"{Figures.Count((long)Math.Round(count / 1_000_000))}\u00A0M",
        >= 999 => $"{Figures.Count((long)Math.Round(count / 1_000))}\u00A0k",
        _ => Figures.Count((long)Math.Round(count)),
    };

    private static XElement Row(int index, CalibrationBin bin)
    {
        var gap = bin.Accuracy - bin.MeanConfidence;
        return Html.Row($"{Figures.Number(100 * index * Width, 1)}–{Figures.Percent((index + 1) * Width, 1)}",
            Figures.Count(bin.Count),
            Figures.Percent(bin.MeanConfidence),
            Figures.Percent(bin.Accuracy),
            (gap < 0 ? "−" : "+") + Figures.Percent(Math.Abs(gap)));
    }
}
