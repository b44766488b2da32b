namespace Mnist.Digits.Normalization;

/// <summary>
/// How far each pixel is from the other kind: the chamfer distance of G. Borgefors, "Distance transformations in digital
/// images", 1986, within a few percent of the straight line.
/// </summary>
internal static class DistanceMap
{
    private const float Straight = 0.95509f;
    private const float Diagonal = 1.36930f;

    /// <summary>
    /// Measures the distance from the edge of a set of pixels, in pixels, for those inside it; 0 for the others. Beyond
    /// the picture's border the set goes on.
    /// </summary>
    public static Plane Inside(int width, int height, Predicate<int> isInside)
    {
        var distances = new Plane(width, height);
        var values = distances.Values;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = isInside(i) ? float.PositiveInfinity : 0;
        }

        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                if (values[(row * width) + column] != 0)
                {
                    Relax(values, width, height, column, row, -1);
                }
            }
        }

        for (var row = height - 1; row >= 0; row--)
        {
            for (var column = width - 1; column >= 0; column--)
            {
                if (values[(row * width) + column] != 0)
                {
                    Relax(values, width, height, column, row, 1);
                }
            }
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] = MathF.Max(values[i] - 0.5f, 0); // the edge runs between the pixels
        }

        return distances;
    }

    /// <summary>Returns the mean width of strokes, in pixels.</summary>
    /// <param name="inside">The distance of each pixel of ink from the edge; 0 for paper.</param>
    public static float StrokeWidth(Plane inside)
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

    // Looks at the four neighbours that a pass has been to before.
    private static void Relax(float[] values, int width, int height, int column, int row, int direction)
    {
        var at = (row * width) + column;
        var least = values[at];
        var beside = column + direction;
        var hasBeside = beside >= 0 && beside < width;
        if (hasBeside)
        {
            least = MathF.Min(least, values[at + direction] + Straight);
        }

        var above = row + direction;
        if (above >= 0 && above < height)
        {
            var up = at + (direction * width);
            least = MathF.Min(least, values[up] + Straight);
            if (hasBeside)
            {
                least = MathF.Min(least, values[up + direction] + Diagonal);
            }

            var other = column - direction;
            if (other >= 0 && other < width)
            {
                least = MathF.Min(least, values[up - direction] + Diagonal);
            }
        }

        values[at] = least;
    }
}
