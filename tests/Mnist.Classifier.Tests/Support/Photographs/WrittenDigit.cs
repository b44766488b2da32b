using Mnist.Digits.Normalization;

namespace Mnist.Classifier.Tests.Support.Photographs;

/// <summary>A digit of 28x28 pixels, enlarged, and written again with a pen of any width.</summary>
internal static class WrittenDigit
{
    public const int Scale = 8;
    public const int Side = 28 * Scale;

    /// <summary>Returns how much ink is where, 0 to 1, <see cref="Side"/> pixels a side.</summary>
    /// <param name="pixels">The digit, 784 pixels.</param>
    /// <param name="penWidth">In pixels of the result; <see langword="null"/> for the strokes as they are.</param>
    public static Plane Write(ReadOnlySpan<byte> pixels, float? penWidth)
    {
        var small = new Plane(28, 28, [.. pixels.ToArray().Select(pixel => pixel / 255f)]);
        var large = Resampling.Sample(small, 0, 0, 1f / Scale, 1f / Scale, Side, Side).Smooth();
        if (penWidth is null)
        {
            return large.Map(ink => Math.Clamp(((ink - 0.5f) * 4) + 0.5f, 0, 1));
        }

        var line = Thin(large.Values.Select(ink => ink > 0.5f).ToArray());
        var distance = DistanceTransform.Inside(new Plane(Side, Side, Array.ConvertAll(line, isLine => isLine ? 0f : 1)), 0.5f);
        return distance.Map(away => Math.Clamp((penWidth.Value / 2) - away, 0, 1));
    }

    /// <summary>
    /// Thins strokes to lines of one pixel: T. Y. Zhang, C. Y. Suen, "A fast parallel algorithm for thinning digital
    /// patterns", 1984.
    /// </summary>
    private static bool[] Thin(bool[] ink)
    {
        int[] around = [-Side, -Side + 1, 1, Side + 1, Side, Side - 1, -1, -Side - 1];
        bool isChanged;
        do
        {
            isChanged = false;
            foreach (var pass in new[] { 0, 1 })
            {
                var gone = Enumerable.Range(Side + 1, (Side * (Side - 2)) - 2)
                    .Where(at => ink[at] && IsEdge(at, pass)).ToList();
                gone.ForEach(at => ink[at] = false);
                isChanged |= gone.Count > 0;
            }
        }
        while (isChanged);

        return ink;

        bool IsEdge(int at, int pass)
        {
            var (count, rises) = (0, 0);
            for (var i = 0; i < 8; i++)
            {
                count += Is(at, i) ? 1 : 0;
                rises += !Is(at, i) && Is(at, (i + 1) % 8) ? 1 : 0;
            }

            return count is >= 2 and <= 6 && rises == 1 && (pass == 0
                ? !(Is(at, 0) && Is(at, 2) && Is(at, 4)) && !(Is(at, 2) && Is(at, 4) && Is(at, 6))
                : !(Is(at, 0) && Is(at, 2) && Is(at, 6)) && !(Is(at, 0) && Is(at, 4) && Is(at, 6)));
        }

        bool Is(int at, int direction) => ink[at + around[direction]];
    }
}
