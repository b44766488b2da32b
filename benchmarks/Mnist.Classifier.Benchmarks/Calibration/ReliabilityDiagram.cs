using DenseNetworks.ML;
using ScottPlot;

namespace Mnist.Classifier.Benchmarks;

/// <summary>
/// Draws reliability diagrams (C. Guo et al. 2017, https://arxiv.org/abs/1706.04599, figure 1) without and with the
/// temperature, and under them how many predictions have which confidence.
/// </summary>
internal static class ReliabilityDiagram
{
    private const int Width = 900;
    private const int Height = 640;
    private const double BinWidth = 1.0 / CalibrationMetrics.BinCount;
    private const float LeftPanel = 80; // the same for all, or the axes would not be in line
    private const float TitleSize = 16;

    // Powers of ten: up to as many as there are images, and down far enough for a single one to show.
    private const int MaxPower = 4;
    private const double Ground = -0.3;

    private static readonly Color RightColor = Colors.C0;
    private static readonly Color CountColor = Colors.Gray;

    /// <summary>Writes a PNG file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="before">At temperature 1.</param>
    /// <param name="after">At the model's temperature.</param>
    /// <param name="temperature">The model's temperature.</param>
    public static void Write(string path, CalibrationMetrics before, CalibrationMetrics after, double temperature)
    {
        var diagrams = new Multiplot();
        diagrams.AddPlots(4);
        diagrams.Layout = new ScottPlot.MultiplotLayouts.Grid(rows: 2, columns: 2);
        DrawAccuracy(diagrams.GetPlot(0), before, "temperature 1");
        DrawAccuracy(diagrams.GetPlot(1), after, FormattableString.Invariant($"temperature {temperature:F2}"));
        DrawCounts(diagrams.GetPlot(2), before);
        DrawCounts(diagrams.GetPlot(3), after);
        diagrams.SavePng(path, Width, Height);
    }

    private static void DrawAccuracy(Plot plot, CalibrationMetrics reliability, string when)
    {
        AddBars(plot, reliability, bin => bin.Accuracy, ground: 0, RightColor);
        var honest = plot.Add.Line(0, 0, 1, 1); // as often right as sure
        honest.LinePattern = LinePattern.Dashed;
        honest.LineColor = Colors.Black;
        var error = FormattableString.Invariant($"{100 * reliability.ExpectedCalibrationError:F2} %");
        plot.Title($"{when}: error {error}", size: TitleSize);
        plot.YLabel("fraction correct");
        plot.Axes.SetLimits(0, 1, 0, 1);
    }

    // Nearly all predictions are nearly sure: only by powers of ten can the others be seen.
    private static void DrawCounts(Plot plot, CalibrationMetrics reliability)
    {
        AddBars(plot, reliability, bin => bin.Count == 0 ? Ground : Math.Log10(bin.Count), Ground, CountColor);
        plot.Axes.Left.SetTicks(
            [.. Enumerable.Range(0, MaxPower + 1).Select(power => (double)power)],
            [.. Enumerable.Range(0, MaxPower + 1).Select(power => FormattableString.Invariant($"{Math.Pow(10, power):N0}"))]);
        plot.YLabel("predictions");
        plot.XLabel("confidence");
        plot.Axes.SetLimits(0, 1, Ground, MaxPower);
    }

    private static void AddBars(
        Plot plot, CalibrationMetrics reliability, Func<CalibrationBin, double> height, double ground, Color color)
    {
        plot.Axes.Left.MinimumSize = LeftPanel;
        plot.Axes.Left.MaximumSize = LeftPanel;
        plot.Axes.Left.Label.Bold = false;
        plot.Axes.Bottom.Label.Bold = false;
        plot.Axes.Title.Label.Bold = false;
        foreach (var (index, bin) in reliability.Bins.Index())
        {
            plot.Add.Bar(new Bar
            {
                Position = (index + 0.5) * BinWidth,
                Size = BinWidth,
                ValueBase = ground,
                Value = height(bin),
                FillColor = color,
                LineColor = Colors.White,
            });
        }
    }
}
