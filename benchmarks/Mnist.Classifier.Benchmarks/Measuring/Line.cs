namespace Mnist.Classifier.Benchmarks;

/// <summary>
/// The line of best fit, by least squares of the relative deviations: a percent counts as
/// much at the smallest point as at the largest.
/// </summary>
/// <param name="Offset">Its height at 0.</param>
/// <param name="Slope">How much it rises for 1.</param>
/// <param name="RSquared">The coefficient of determination.</param>
/// <param name="LargestDeviation">The largest deviation of a point, relative to the line.</param>
internal sealed record Line(double Offset, double Slope, double RSquared, double LargestDeviation)
{
    public static Line Fit(IReadOnlyList<(double X, double Y)> points)
    {
        // Divided by X, the line Y = offset + slope X is Y/X = slope + offset (1/X), to be fitted without weights.
        var scaled = points.Select(point => (X: 1 / point.X, Y: point.Y / point.X)).ToList();
        var (meanX, meanY) = (scaled.Average(point => point.X), scaled.Average(point => point.Y));
        var offset = scaled.Sum(point => (point.X - meanX) * (point.Y - meanY)) / scaled.Sum(
            point => Math.Pow(point.X - meanX, 2));
        var slope = meanY - (offset * meanX);

        var mean = points.Average(point => point.Y);
        var left = points.Sum(point => Math.Pow(point.Y - offset - (slope * point.X), 2));
        var all = points.Sum(point => Math.Pow(point.Y - mean, 2));
        var deviation = points.Max(point => Math.Abs((point.Y / (offset + (slope * point.X))) - 1));
        return new Line(offset, slope, 1 - (left / all), deviation);
    }
}
