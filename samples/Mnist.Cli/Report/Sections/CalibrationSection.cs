using System.Xml.Linq;
using DenseNetworks.ML;
using DenseNetworks.ML.Training;
using Mnist.Cli.Report.Charts;
using Mnist.Cli.Report.Markup;

namespace Mnist.Cli.Report.Sections;

/// <summary>The section about calibration.</summary>
internal static class CalibrationSection
{
    private const string Id = "calibration";
    private const double Width = 1.0 / CalibrationMetrics.BinCount;

    // Low enough on the logarithmic axis to show a single prediction.
    private const double Ground = -0.3;

    private static readonly string[] Headings = ["Confidence", "Count", "Mean confidence", "Accuracy", "Accuracy − confidence"];

    public static XElement Create(CalibrationMetrics calibration) => Html.Section(Id, "Calibration",
        Html.Paragraph(
            $"The mean confidence is {Figures.Percent(calibration.MeanConfidence)}, and " +
            $"{Figures.Percent(calibration.Accuracy)} of the predictions are correct. In {CalibrationMetrics.BinCount} bins " +
            $"by confidence, the two differ by {Figures.Percent(calibration.ExpectedCalibrationError)} on average, which is " +
            "the expected calibration error. A bin of few predictions says little."),
        new XElement("div", Html.Class("charts"),
            new XElement("figure", DrawShares(calibration)),
            new XElement("figure", DrawCounts(calibration))),
        Html.Table("numbers", "Predictions by confidence",
            Headings.Select(heading => Html.ColumnHeading(heading)),
            calibration.Bins.Index().Where(bin => bin.Item.Count > 0).Select(bin => Row(bin.Index, bin.Item))));

    private static XElement DrawShares(CalibrationMetrics calibration)
    {
        var shares = new ChartAxis("Fraction correct", 0, 1, Share) { Ticks = [0, 0.25, 0.5, 0.75, 1] };
        using var chart = new Chart(Confidences(), shares);
        foreach (var (index, bin) in Filled(calibration))
        {
            chart.AddBar(index * Width, (index + 1) * Width, 0, bin.Accuracy, ChartInk.First);
        }

        chart.AddReference((0, 0), (1, 1));
        return chart.ToSvg($"{Id}-shares", "Fraction of correct predictions by confidence",
            "A bar for each bin; a dashed line shows perfect calibration. The figures are in the table.");
    }

    // Nearly all predictions are nearly certain: only a logarithmic axis shows the others.
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

        return chart.ToSvg($"{Id}-counts", "Number of predictions by confidence",
            "A bar for each bin, on a logarithmic axis. The figures are in the table.");
    }

    private static IEnumerable<(int Index, CalibrationBin Bin)> Filled(CalibrationMetrics calibration) =>
        calibration.Bins.Index().Where(bin => bin.Item.Count > 0);

    private static ChartAxis Confidences() => new("confidence", 0, 1, Share) { Ticks = [0, 0.2, 0.4, 0.6, 0.8, 1] };

    private static string Share(double value) => Figures.Percent(value, decimals: 0);

    // Math.Pow may be slightly off a power of ten.
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
