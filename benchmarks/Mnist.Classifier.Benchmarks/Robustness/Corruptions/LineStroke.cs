using Mnist.Digits.Normalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Draws straight lines from left to right, added to the ink.</summary>
internal static class LineStroke
{
    // MNIST-C's profile: at a distance d up or down from its middle, ink is 1 + ln(1 - d / 2.3), so 1.45 rows to each side.
    private const float Reach = 2.3f;

    /// <summary>Draws a line between two points.</summary>
    /// <param name="plane">Where to draw.</param>
    /// <param name="from">The left end.</param>
    /// <param name="to">The right end, further to the right.</param>
    /// <param name="isInked">Returns whether to draw in a column; <see langword="null"/> for all.</param>
    public static void Draw(Plane plane, LinePoint from, LinePoint to, Func<int, bool>? isInked = null)
    {
        var slope = (to.Row - from.Row) / (to.Column - from.Column);
        var end = Math.Min((int)MathF.Ceiling(to.Column), plane.Width);
        for (var column = Math.Max((int)MathF.Floor(from.Column), 0); column < end; column++)
        {
            if (isInked is not null && !isInked(column))
            {
                continue;
            }

            var middle = from.Row + (slope * (column - from.Column));
            for (var row = 0; row < plane.Height; row++)
            {
                plane.Row(row)[column] += Ink(MathF.Abs(row - middle));
            }
        }
    }

    private static float Ink(float distance) =>
        distance < Reach ? Math.Max(1 + MathF.Log(1 - (distance / Reach)), 0) : 0;
}
