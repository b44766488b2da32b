namespace Mnist.Digits.Pictures;

/// <summary>Which old pixels make up a new one along one axis, and by what share.</summary>
internal static class AreaWeights
{
    /// <param name="start">Where the first new pixel begins, in old pixels; it may lie outside.</param>
    /// <param name="step">How many old pixels a new one covers.</param>
    /// <param name="count">How many new pixels.</param>
    /// <param name="length">How many old pixels there are. Outside them is nothing, which counts as zero.</param>
    public static (int Index, float Weight)[][] Create(float start, float step, int count, int length)
    {
        var weights = new (int, float)[count][];
        for (var i = 0; i < count; i++)
        {
            var low = start + (i * step);
            var high = low + step;
            var first = Math.Max((int)MathF.Floor(low), 0);
            var last = Math.Min((int)MathF.Ceiling(high), length);
            weights[i] = Enumerable.Range(first, Math.Max(last - first, 0))
                .Select(index => (index, (MathF.Min(high, index + 1) - MathF.Max(low, index)) / step))
                .ToArray();
        }

        return weights;
    }
}
