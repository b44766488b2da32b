namespace Mnist.Classifier.Pictures;

/// <summary>
/// The least or greatest value around each pixel, in a time that does not depend on how far around: M. van Herk, "A fast
/// algorithm for local minimum and maximum filters on rectangular and octagonal kernels", 1992. What lies outside the
/// picture does not count.
/// </summary>
internal static class SlidingExtremes
{
    /// <summary>
    /// Takes away everything bright that is narrower than a square of side 2 * <paramref name="radius"/> + 1 and leaves
    /// the rest: the morphological opening by that square.
    /// </summary>
    public static Plane Open(Plane plane, int radius) => Maximum(Minimum(plane, radius), radius);

    /// <summary>Gets how far apart the greatest and the least value around each pixel are.</summary>
    public static Plane Range(Plane plane, int radius)
    {
        var range = Maximum(plane, radius);
        var least = Minimum(plane, radius);
        for (var i = 0; i < range.Values.Length; i++)
        {
            range.Values[i] -= least.Values[i];
        }

        return range;
    }

    private static Plane Minimum(Plane plane, int radius) => Filter(plane, radius, sign: -1);

    private static Plane Maximum(Plane plane, int radius) => Filter(plane, radius, sign: 1);

    private static Plane Filter(Plane plane, int radius, float sign)
    {
        var (width, height) = (plane.Width, plane.Height);
        var result = new Plane(width, height);
        var line = new Line(Math.Max(width, height), radius);
        for (var row = 0; row < height; row++)
        {
            line.Filter(plane.Values, row * width, 1, width, sign, result.Values);
        }

        for (var column = 0; column < width; column++)
        {
            line.Filter(result.Values, column, width, height, sign, result.Values);
        }

        return result;
    }

    /// <summary>Filters one line at a time, in buffers that it keeps.</summary>
    private sealed class Line(int maxLength, int radius)
    {
        private readonly int _window = (2 * radius) + 1;
        private readonly float[] _forward = new float[maxLength + (4 * radius) + 2];
        private readonly float[] _backward = new float[maxLength + (4 * radius) + 2];

        public void Filter(float[] source, int start, int stride, int length, float sign, float[] target)
        {
            // Padded on both sides by values that are never the greatest, and to a whole number of windows.
            var padded = (length + (2 * radius) + _window - 1) / _window * _window;
            for (var i = 0; i < padded; i++)
            {
                var at = i - radius;
                var value = at >= 0 && at < length ? sign * source[start + (at * stride)] : float.NegativeInfinity;
                _backward[i] = value;
                _forward[i] = i % _window == 0 ? value : MathF.Max(_forward[i - 1], value);
            }

            for (var i = padded - 2; i >= 0; i--)
            {
                _backward[i] = i % _window == _window - 1 ? _backward[i] : MathF.Max(_backward[i + 1], _backward[i]);
            }

            for (var i = 0; i < length; i++)
            {
                target[start + (i * stride)] = sign * MathF.Max(_backward[i], _forward[i + (2 * radius)]);
            }
        }
    }
}
