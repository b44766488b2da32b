using System.Numerics;

namespace Mnist.Digits.Pictures;

/// <summary>
/// Finds the first principal component of the colours of a picture. Along it, ink differs from paper even if both are equally
/// bright, such as red ink on blue paper.
/// </summary>
internal static class ColourAxis
{
    // If brightness has at least this share of the variance along the axis, it shows the ink.
    private const float LeastBrightness = 0.1f;

    // The standard deviation in levels of 255. Anything less is sensor noise or JPEG artefacts.
    private const float LeastDeviation = 4;

    private const int MostSamples = 1 << 16;
    private const int Iterations = 20;

    private static readonly Vector3 Brightness = Vector3.Normalize(new(0.299f, 0.587f, 0.114f));

    /// <summary>
    /// Returns the axis, whose absolute components sum to 1, or <see langword="null"/> if brightness shows the ink.
    /// </summary>
    /// <param name="pixels">All pixels, or those <see cref="Step"/> apart: red, green, blue and perhaps alpha.</param>
    /// <param name="channels">The number of bytes per pixel, 3 or 4.</param>
    public static Vector3? Find(ReadOnlySpan<byte> pixels, int channels)
    {
        var covariance = Covariance(pixels, channels);
        var axis = new Vector3(1, -0.5f, -0.7f); // where the power iteration starts: not along grey
        for (var i = 0; i < Iterations; i++)
        {
            var next = Multiply(covariance, axis);
            if (next.Length() < float.Epsilon)
            {
                return null;
            }

            axis = Vector3.Normalize(next);
        }

        var variance = Vector3.Dot(axis, Multiply(covariance, axis));
        var brightness = Vector3.Dot(Brightness, Multiply(covariance, Brightness));
        return variance < LeastDeviation * LeastDeviation || brightness >= LeastBrightness * variance
            ? null
            : axis / Vector3.Dot(Vector3.Abs(axis), Vector3.One);
    }

    /// <summary>Returns the distance between the pixels that are sampled to find the axis.</summary>
    /// <param name="count">The number of pixels in the picture.</param>
    public static int Step(int count) => (count / MostSamples) + 1;

    /// <summary>Returns the number of sampled pixels.</summary>
    /// <param name="count">The number of pixels in the picture.</param>
    public static int SampleCount(int count) => (count + Step(count) - 1) / Step(count);

    private static (Vector3 Red, Vector3 Green, Vector3 Blue) Covariance(ReadOnlySpan<byte> pixels, int channels)
    {
        var (samples, mean) = (0, Vector3.Zero);
        for (var i = 0; i + channels <= pixels.Length; i += channels)
        {
            if (IsVisible(pixels, channels, i))
            {
                mean += Colour(pixels, i);
                samples++;
            }
        }

        mean /= Math.Max(samples, 1);
        var (red, green, blue) = (Vector3.Zero, Vector3.Zero, Vector3.Zero);
        for (var i = 0; i + channels <= pixels.Length; i += channels)
        {
            if (IsVisible(pixels, channels, i))
            {
                var difference = Colour(pixels, i) - mean;
                red += difference.X * difference / samples;
                green += difference.Y * difference / samples;
                blue += difference.Z * difference / samples;
            }
        }

        return (red, green, blue);
    }

    private static Vector3 Multiply((Vector3 Red, Vector3 Green, Vector3 Blue) matrix, Vector3 vector) =>
        new(Vector3.Dot(matrix.Red, vector), Vector3.Dot(matrix.Green, vector), Vector3.Dot(matrix.Blue, vector));

    private static Vector3 Colour(ReadOnlySpan<byte> pixels, int at) => new(pixels[at], pixels[at + 1], pixels[at + 2]);

    private static bool IsVisible(ReadOnlySpan<byte> pixels, int channels, int at) =>
        channels == 3 || pixels[at + 3] > byte.MaxValue / 2;
}
