using Mnist.Digits.Normalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>How steeply and in which direction a plane rises at each pixel, by Sobel's weights; 0 at the border.</summary>
/// <param name="across">The rise from left to right, four times that of one pixel.</param>
/// <param name="down">The rise from the top down, likewise.</param>
internal sealed class Slopes(Plane across, Plane down)
{
    private readonly Plane _steepness = new(
        across.Width, across.Height, [.. across.Values.ToArray().Zip(down.Values.ToArray(), (x, y) => MathF.Sqrt((x * x) + (y * y)))]);

    public static Slopes Measure(Plane plane)
    {
        var (across, down) = (new Plane(plane.Width, plane.Height), new Plane(plane.Width, plane.Height));
        for (var row = 1; row < plane.Height - 1; row++)
        {
            var above = plane.Row(row - 1);
            var here = plane.Row(row);
            var below = plane.Row(row + 1);
            for (var column = 1; column < plane.Width - 1; column++)
            {
                var (left, right) = (column - 1, column + 1);
                across.Row(row)[column] =
                    above[right] - above[left] + (2 * (here[right] - here[left])) + below[right] - below[left];
                down.Row(row)[column] =
                    below[left] - above[left] + (2 * (below[column] - above[column])) + below[right] - above[right];
            }
        }

        return new Slopes(across, down);
    }

    /// <summary>
    /// Returns how steep it is at pixels that are steeper than what lies before and behind them in the direction of the
    /// slope, and 0 elsewhere, where it is less steep than a threshold, and at the border.
    /// </summary>
    public Plane ThinOut(float threshold)
    {
        var ridges = new Plane(_steepness.Width, _steepness.Height);
        for (var row = 1; row < ridges.Height - 1; row++)
        {
            for (var column = 1; column < ridges.Width - 1; column++)
            {
                var here = _steepness.Row(row)[column];
                if (here >= threshold && IsRidge(row, column, here))
                {
                    ridges.Row(row)[column] = here;
                }
            }
        }

        return ridges;
    }

    // Of two that are as steep, one is taken: the line stays thin.
    private bool IsRidge(int row, int column, float here)
    {
        var (x, y) = (across.Row(row)[column], down.Row(row)[column]);
        return here > Neighbour(row, column, x, y) && here >= Neighbour(row, column, -x, -y);
    }

    /// <summary>Interpolates where the direction leaves the square of the eight neighbours.</summary>
    private float Neighbour(int row, int column, float x, float y)
    {
        var (signX, signY) = (Math.Sign(x), Math.Sign(y));
        var corner = _steepness.Row(row + signY)[column + signX];
        return MathF.Abs(x) >= MathF.Abs(y)
            ? float.Lerp(_steepness.Row(row)[column + signX], corner, MathF.Abs(y / x))
            : float.Lerp(_steepness.Row(row + signY)[column], corner, MathF.Abs(x / y));
    }
}
