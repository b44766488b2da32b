using System.Numerics.Tensors;

namespace Mnist.Digits.Normalization;

/// <summary>
/// How far each pixel is from the other kind: the chamfer distance of G. Borgefors, "Distance transformations in digital
/// images", 1986, within a few percent of the straight line.
/// </summary>
internal static class DistanceTransform
{
    private const float Straight = 0.95509f;
    private const float Diagonal = 1.36930f;

    /// <summary>
    /// Measures the distance from the edge of the pixels above a threshold, in pixels, for those inside; 0 for the others. Beyond
    /// the picture's border the inside goes on.
    /// </summary>
    /// <param name="plane">The picture.</param>
    /// <param name="threshold">What the inside is above.</param>
    /// <param name="isInverse">Whether the inside is all that is not above the threshold instead.</param>
    public static Plane Inside(Plane plane, float threshold, bool isInverse = false)
    {
        // A frame of one pixel around saves a question at each pixel.
        var (width, height, stride) = (plane.Width, plane.Height, plane.Width + 2);
        var distances = new float[stride * (height + 2)];
        Array.Fill(distances, float.PositiveInfinity);
        for (var row = 0; row < height; row++)
        {
            var source = plane.Row(row);
            var target = distances.AsSpan(((row + 1) * stride) + 1, width);
            for (var column = 0; column < width; column++)
            {
                target[column] = source[column] > threshold == isInverse ? 0 : float.PositiveInfinity;
            }
        }

        for (var row = 1; row <= height; row++)
        {
            Relax(distances, (row * stride) + 1, width, stride, 1);
        }

        for (var row = height; row >= 1; row--)
        {
            Relax(distances, (row * stride) + width, width, stride, -1);
        }

        var result = new Plane(width, height);
        for (var row = 0; row < height; row++)
        {
            // The edge runs between the pixels.
            var target = result.Row(row);
            TensorPrimitives.Subtract(distances.AsSpan(((row + 1) * stride) + 1, width), 0.5f, target);
            TensorPrimitives.Max(target, 0, target);
        }

        return result;
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

    // Goes along a row, and looks at the four neighbours that the pass has been to before.
    private static void Relax(float[] distances, int start, int count, int stride, int direction)
    {
        var (at, before) = (start, start - (direction * stride));
        for (var i = 0; i < count; i++, at += direction, before += direction)
        {
            if (distances[at] != 0)
            {
                var straight = MathF.Min(distances[at - direction], distances[before]) + Straight;
                var diagonal = MathF.Min(distances[before - direction], distances[before + direction]) + Diagonal;
                distances[at] = MathF.Min(distances[at], MathF.Min(straight, diagonal));
            }
        }
    }
}
