using Mnist.Digits.Normalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Gaussian filter, cut off at four deviations. The border is extended by its nearest pixel.</summary>
internal sealed class GaussianFilter
{
    private const float CutOff = 4;

    private readonly float[] _weights;

    /// <param name="deviation">Of the bell curve, in pixels, above 0.</param>
    public GaussianFilter(float deviation)
    {
        var radius = (int)MathF.Round(CutOff * deviation);
        _weights = [.. Enumerable.Range(-radius, (2 * radius) + 1).Select(offset => Bell(offset, deviation))];
        var sum = _weights.Sum();
        _weights = Array.ConvertAll(_weights, weight => weight / sum);
    }

    /// <summary>Gets the weight of an offset, relative to the maximum.</summary>
    public static float Bell(float offset, float deviation) => MathF.Exp(-offset * offset / (2 * deviation * deviation));

    // Filtered along the rows and transposed, twice.
    public Plane Apply(Plane plane) => SmoothAndTranspose(SmoothAndTranspose(plane));

    private Plane SmoothAndTranspose(Plane plane)
    {
        var radius = _weights.Length / 2;
        var result = new Plane(plane.Height, plane.Width);
        for (var row = 0; row < plane.Height; row++)
        {
            var source = plane.Row(row);
            for (var column = 0; column < source.Length; column++)
            {
                var sum = 0f;
                for (var i = 0; i < _weights.Length; i++)
                {
                    sum += _weights[i] * source[Math.Clamp(column + i - radius, 0, source.Length - 1)];
                }

                result.Values[(column * result.Width) + row] = sum;
            }
        }

        return result;
    }
}
