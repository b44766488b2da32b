namespace DenseNetworks.ML.Training;

/// <summary>
/// Cubic B-splines over a line of pixels. Interpolating random numbers between knots has the same effect as smoothing random
/// numbers at every pixel with a Gaussian, for much less work.
/// </summary>
internal sealed class SplineBasis
{
    // The standard deviation of a cubic B-spline, in units of the knot distance.
    private const double Deviation = 0.5773502691896257;

    /// <summary>Initializes splines as smooth as a Gaussian with a standard deviation in pixels; at least 0.58.</summary>
    public SplineBasis(int length, int paddedLength, double smoothness)
    {
        // More than one knot per pixel would only cost time: neighbors already move independently.
        var spacing = Math.Clamp(smoothness / Deviation, 1, 4.0 * length);
        // A spline extends two knots to each side. The knots are centered.
        KnotCount = (int)Math.Ceiling((length - 1) / spacing) + 3;
        PaddedLength = paddedLength;
        Values = new float[KnotCount * paddedLength];
        var firstKnot = ((length - 1) / 2.0) - (spacing * (KnotCount - 1) / 2);
        for (var knot = 0; knot < KnotCount; knot++)
        {
            for (var pixel = 0; pixel < paddedLength; pixel++)
            {
                Values[(knot * paddedLength) + pixel] = (float)Spline(((pixel - firstKnot) / spacing) - knot);
            }
        }

        Energy = MeasureEnergy(length);
    }

    public int KnotCount { get; }

    public int PaddedLength { get; }

    /// <summary>Gets the weight of each knot for each pixel, <c>[knots, pixels]</c>.</summary>
    public float[] Values { get; }

    /// <summary>Gets the mean variance of the pixels if the knots have a variance of 1.</summary>
    public double Energy { get; }

    private static double Spline(double t)
    {
        var distance = Math.Abs(t);
        return distance switch
        {
            >= 2 => 0,
            >= 1 => (2 - distance) * (2 - distance) * (2 - distance) / 6,
            _ => (4 - (6 * distance * distance) + (3 * distance * distance * distance)) / 6,
        };
    }

    private double MeasureEnergy(int length)
    {
        var sum = 0.0;
        for (var knot = 0; knot < KnotCount; knot++)
        {
            for (var pixel = 0; pixel < length; pixel++)
            {
                sum += (double)Values[(knot * PaddedLength) + pixel] * Values[(knot * PaddedLength) + pixel];
            }
        }

        return sum / length;
    }
}
