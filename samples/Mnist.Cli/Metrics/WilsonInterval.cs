namespace Mnist.Cli.Metrics;

/// <summary>
/// Between which bounds a share lies with 95 % certainty, of which a sample is known (E. B. Wilson, "Probable inference, the
/// law of succession, and statistical inference", 1927). It holds for few images and for shares near 1 too.
/// </summary>
internal static class WilsonInterval
{
    private const double Z = 1.959964; // of 95 %

    public static (double Low, double High) Of(int part, int whole)
    {
        var (share, square) = ((double)part / whole, Z * Z / whole);
        var middle = (share + (square / 2)) / (1 + square);
        var half = Z / (1 + square) * Math.Sqrt((share * (1 - share) / whole) + (square / (4 * whole)));

        // Rounding must not leave a bound beside the end that it has reached.
        return (part == 0 ? 0 : middle - half, part == whole ? 1 : middle + half);
    }
}
