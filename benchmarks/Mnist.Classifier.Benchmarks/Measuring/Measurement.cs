namespace Mnist.Classifier.Benchmarks;

/// <summary>What was measured of one subject, once for each repeat.</summary>
/// <param name="Subject">What was measured.</param>
/// <param name="Values">The values; none if it could not be measured.</param>
internal sealed record Measurement(string Subject, IReadOnlyList<double> Values)
{
    public double? Median => Values.Count == 0 ? null : Statistics.Median(Values);

    /// <summary>
    /// Gets the smallest and the largest ratio to another subject, repeat by repeat as far as both have been measured; where
    /// one was measured once, of that to all of the other. None where there is but one pair.
    /// </summary>
    public (double Minimum, double Maximum)? RangeOfRatio(Measurement other)
    {
        if (Values.Count == 0 || other.Values.Count == 0 || Values.Count + other.Values.Count == 2)
        {
            return null;
        }

        var ratios = Values.Count == 1 || other.Values.Count == 1
            ? Values.SelectMany(_ => other.Values, (here, there) => here / there).ToList()
            : Values.Zip(other.Values, (here, there) => here / there).ToList();
        return (ratios.Min(), ratios.Max());
    }
}
