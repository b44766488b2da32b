namespace Mnist.Digits.Pictures;

/// <summary>Takes the edge off noise.</summary>
internal static class Smoothing
{
    /// <summary>Averages each pixel with its eight neighbours by the weights 1, 2, 1 in both directions.</summary>
    public static Plane Smooth(Plane plane)
    {
        var (width, height) = (plane.Width, plane.Height);
        var across = new Plane(width, height);
        for (var row = 0; row < height; row++)
        {
            var source = plane.Row(row);
            var target = across.Row(row);
            for (var column = 0; column < width; column++)
            {
                var (left, right) = (source[Math.Max(column - 1, 0)], source[Math.Min(column + 1, width - 1)]);
                target[column] = (left + (2 * source[column]) + right) / 4;
            }
        }

        var result = new Plane(width, height);
        for (var row = 0; row < height; row++)
        {
            var above = across.Row(Math.Max(row - 1, 0));
            var here = across.Row(row);
            var below = across.Row(Math.Min(row + 1, height - 1));
            var target = result.Row(row);
            for (var column = 0; column < width; column++)
            {
                target[column] = (above[column] + (2 * here[column]) + below[column]) / 4;
            }
        }

        return result;
    }
}
