namespace Mnist.Digits.Pictures;

/// <summary>Measures how wide strokes are.</summary>
internal static class StrokeWidth
{
    /// <summary>Returns the mean width, in pixels.</summary>
    /// <param name="inside">The distance of each pixel of ink from the edge; 0 for paper.</param>
    public static float Measure(Plane inside)
    {
        // From edge to edge of a stroke the distance rises to half its width and falls again: its mean is a quarter.
        var (sum, count) = (0f, 0);
        foreach (var distance in inside.Values)
        {
            sum += distance;
            count += distance > 0 ? 1 : 0;
        }

        return count == 0 ? 0 : 4 * sum / count;
    }
}
