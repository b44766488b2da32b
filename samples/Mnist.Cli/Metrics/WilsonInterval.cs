namespace Mnist.Cli.Metrics;

/// <summary>
/// The 95 % confidence interval of a proportion (E. B. Wilson, "Probable inference, the law of succession, and statistical
/// inference", 1927). It also holds for few images and for proportions near 1.
/// </summary>
internal static class WilsonInterval
{
    private const double Z = 1.959964; // of 95 %

    public static (double Low, double High) Of(int part, int whole)
    {
        var (share, square) = ((double)part / whole, Z * Z / whole);
        var middle = (share + (square / 2)) / (1 + square);
        var half = Z / (1 + square) * Math.Sqrt((share * (1 - share) / whole) + (square / (4 * whole)));

        // Without rounding errors at the ends.
        return (part == 0 ? 0 : middle - half, part == whole ? 1 : middle + half);
    }
}
