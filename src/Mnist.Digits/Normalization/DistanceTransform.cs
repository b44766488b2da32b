using System.Numerics;
using System.Numerics.Tensors;

namespace Mnist.Digits.Normalization;

/// <summary>
/// The chamfer distance transform of G. Borgefors, "Distance transformations in digital images", 1986, which is within a few
/// percent of the Euclidean distance.
/// </summary>
internal static class DistanceTransform
{
    /// <summary>The distance between horizontally or vertically adjacent pixels.</summary>
    public const float Straight = 0.95509f;
    private const float Diagonal = 1.36930f;

    /// <summary>
    /// Returns, for each pixel above a threshold, its distance from the edge of that region, in pixels, and 0 for all others.
    /// The picture's border is not an edge.
    /// </summary>
    /// <param name="plane">The picture.</param>
    /// <param name="threshold">The threshold.</param>
    /// <param name="isInverse">Whether to measure the pixels that are not above the threshold instead.</param>
    public static Plane Inside(Plane plane, float threshold, bool isInverse = false) =>
        Inside(plane, threshold, new Box(0, 0, plane.Width - 1, plane.Height - 1), isInverse);

    /// <summary>Computes the transform of a part of the picture, whose border is not an edge.</summary>
    /// <returns>A plane of the part's size.</returns>
    public static Plane Inside(Plane plane, float threshold, Box part, bool isInverse = false)
    {
        // A frame of one pixel saves bounds checks.
        var (width, height) = (part.Width, part.Height);
        var framed = Plane.Rent(width + 2, height + 2);
        framed.Row(0).Fill(float.PositiveInfinity);
        framed.Row(height + 1).Fill(float.PositiveInfinity);
        for (var row = 0; row < height; row++)
        {
            var source = plane.Row(part.Top + row).Slice(part.Left, width);
            var target = framed.Row(row + 1);
            target[0] = target[^1] = float.PositiveInfinity;
            for (var column = 0; column < width; column++)
            {
                target[column + 1] = source[column] > threshold == isInverse ? 0 : float.PositiveInfinity;
            }
        }

        for (var row = 1; row <= height; row++)
        {
            Relax(framed.Row(row - 1), framed.Row(row));
            Ascend(framed.Row(row));
        }

        for (var row = height; row >= 1; row--)
        {
            Relax(framed.Row(row + 1), framed.Row(row));
            Descend(framed.Row(row));
        }

        var result = Plane.Rent(width, height);
        for (var row = 0; row < height; row++)
        {
            // The edge lies between two pixels.
            var target = result.Row(row);
            TensorPrimitives.Subtract(framed.Row(row + 1)[1..^1], 0.5f, target);
            TensorPrimitives.Max(target, 0, target);
        }

        framed.Return();
        return result;
    }

    /// <summary>Returns the mean width of strokes, in pixels.</summary>
    /// <param name="inside">The distance of each pixel of ink from the edge; 0 for paper.</param>
    public static float StrokeWidth(Plane inside)
    {
        // Across a stroke, the distance rises to half the width and falls again, so its mean is a quarter of the width.
        var (sum, count) = (0f, 0);
        foreach (var distance in inside.Values)
        {
            sum += distance;
            count += distance > 0 ? 1 : 0;
        }

        return count == 0 ? 0 : 4 * sum / count;
    }

    // Propagates distances from the adjacent row.
    private static void Relax(ReadOnlySpan<float> before, Span<float> row)
    {
        var (straight, diagonal) = (new Vector<float>(Straight), new Vector<float>(Diagonal));
        var at = 1;
        for (; Vector.IsHardwareAccelerated && at <= row.Length - 1 - Vector<float>.Count; at += Vector<float>.Count)
        {
            var across = Vector.Min(new Vector<float>(before[(at - 1)..]), new Vector<float>(before[(at + 1)..])) + diagonal;
            var along = new Vector<float>(before[at..]) + straight;
            Vector.Min(new Vector<float>(row[at..]), Vector.Min(across, along)).CopyTo(row[at..]);
        }

        for (; at < row.Length - 1; at++)
        {
            row[at] = Least(row[at], Least(before[at] + Straight, Least(before[at - 1], before[at + 1]) + Diagonal));
        }
    }

    // Propagates distances from left to right.
    private static void Ascend(Span<float> row)
    {
        var last = row[0];
        for (var at = 1; at < row.Length - 1; at++)
        {
            last = row[at] = Least(row[at], last + Straight);
        }
    }

    // Propagates distances from right to left.
    private static void Descend(Span<float> row)
    {
        var last = row[^1];
        for (var at = row.Length - 2; at > 0; at--)
        {
            last = row[at] = Least(row[at], last + Straight);
        }
    }

    // There are no NaN, which MathF.Min would check for.
    private static float Least(float first, float second) => first < second ? first : second;
}
