namespace Mnist.Classifier.Benchmarks;

/// <summary>Statistics of lists that are not empty.</summary>
internal static class Statistics
{
    public static double Median(IReadOnlyList<double> values) => Quantile([.. values.Order()], 0.5);

    /// <summary>Gets a quantile.</summary>
    /// <param name="sorted">The values in ascending order.</param>
    /// <param name="share">From 0 to 1.</param>
    public static double Quantile(IReadOnlyList<double> sorted, double share)
    {
        var place = share * (sorted.Count - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return double.Lerp(sorted[below], sorted[above], place - below);
    }

    /// <summary>Gets the mean and the sample standard deviation, 0 for one value.</summary>
    public static (double Mean, double Deviation) Spread(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return (mean, Math.Sqrt(values.Sum(value => Math.Pow(value - mean, 2)) / Math.Max(values.Count - 1, 1)));
    }
}
