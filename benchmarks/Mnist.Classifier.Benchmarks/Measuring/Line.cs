namespace Mnist.Classifier.Benchmarks;

/// <summary>The straight line that is nearest to some points, by least squares.</summary>
/// <param name="Offset">Its height at 0.</param>
/// <param name="Slope">How much it rises for 1.</param>
/// <param name="RSquared">The share of the variance of the points that it explains.</param>
/// <param name="LargestDeviation">The largest distance of a point, as a share of the line's height there.</param>
internal sealed record Line(double Offset, double Slope, double RSquared, double LargestDeviation)
{
    public static Line Fit(IReadOnlyList<(double X, double Y)> points)
    {
        var (meanX, meanY) = (points.Average(point => point.X), points.Average(point => point.Y));
        var slope = points.Sum(point => (point.X - meanX) * (point.Y - meanY)) / points.Sum(point => Math.Pow(point.X - meanX, 2));
        var offset = meanY - (slope * meanX);
        var left = points.Sum(point => Math.Pow(point.Y - offset - (slope * point.X), 2));
        var all = points.Sum(point => Math.Pow(point.Y - meanY, 2));
        var deviation = points.Max(point => Math.Abs((point.Y / (offset + (slope * point.X))) - 1));
        return new Line(offset, slope, 1 - (left / all), deviation);
    }
}
