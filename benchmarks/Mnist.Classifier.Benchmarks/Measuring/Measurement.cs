namespace Mnist.Classifier.Benchmarks;

/// <summary>What was measured of one subject, once for each repeat.</summary>
/// <param name="Subject">What was measured.</param>
/// <param name="Values">The values; none where it could not be measured.</param>
internal sealed record Measurement(string Subject, IReadOnlyList<double> Values)
{
    public double? Median => Values.Count == 0 ? null : Statistics.Median(Values);

    /// <summary>
    /// Gets the smallest and the largest ratio to another subject: repeat by repeat where both have as many, otherwise of
    /// all pairs. None where there is but one pair.
    /// </summary>
    public (double Minimum, double Maximum)? RangeOfRatio(Measurement other)
    {
        if (Values.Count == 0 || other.Values.Count == 0 || Values.Count + other.Values.Count == 2)
        {
            return null;
        }

        var ratios = Values.Count == other.Values.Count
            ? Values.Zip(other.Values, (here, there) => here / there).ToList()
            : [Values.Min() / other.Values.Max(), Values.Max() / other.Values.Min()];
        return (ratios.Min(), ratios.Max());
    }
}
