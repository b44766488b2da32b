namespace PretrainedModel.Corruption;

/// <summary>
/// Grey that changes slowly over an image: random numbers at the knots of cubic B-splines over its lines and columns, as smooth
/// as what a Gaussian bell with a standard deviation of 4.5 pixels makes of a number for each pixel. Immutable.
/// </summary>
/// <param name="width">The width of the image, in pixels.</param>
/// <param name="height">The height of the image, in pixels.</param>
internal sealed class Clouds(int width, int height)
{
    // The smoothness, in standard deviations of a cubic B-spline whose knots are a pixel apart.
    private const double Smoothness = 4.5 / 0.5773502691896257;

    private readonly float[][] _across = MakeSplines(width);
    private readonly float[][] _down = MakeSplines(height);

    // Numbers drawn evenly have a variance of a third of their limit's square.
    private readonly double _limitPerDeviation = Math.Sqrt(3 / (Energy(MakeSplines(width)) * Energy(MakeSplines(height))));

    /// <summary>Draws clouds.</summary>
    /// <param name="mean">The mean of the grey.</param>
    /// <param name="deviation">The standard deviation of the grey.</param>
    /// <param name="random">Decides.</param>
    /// <returns>The grey of each pixel, <c>[height × width]</c>.</returns>
    public float[] Draw(float mean, double deviation, ref ImageRandom random)
    {
        var knots = Array.ConvertAll(_down, _ => new float[_across.Length]);
        foreach (var row in knots)
        {
            for (var column = 0; column < row.Length; column++)
            {
                row[column] = random.NextWithin(deviation * _limitPerDeviation);
                random.NextBits(); // the model in the package was drawn with two numbers at each knot
            }
        }

        var grey = new float[width * height];
        var line = new float[_across.Length];
        for (var y = 0; y < height; y++)
        {
            Array.Clear(line);
            for (var row = 0; row < knots.Length; row++)
            {
                for (var column = 0; column < line.Length; column++)
                {
                    line[column] = MathF.FusedMultiplyAdd(_down[row][y], knots[row][column], line[column]);
                }
            }

            for (var x = 0; x < width; x++)
            {
                var sum = mean;
                for (var column = 0; column < line.Length; column++)
                {
                    sum = MathF.FusedMultiplyAdd(line[column], _across[column][x], sum);
                }

                grey[(y * width) + x] = sum;
            }
        }

        return grey;
    }

    // What each knot gives to each pixel. The knots lie evenly around the middle, and a spline reaches two to each side.
    private static float[][] MakeSplines(int length)
    {
        var spacing = Math.Clamp(Smoothness, 1, 4.0 * length);
        var count = (int)Math.Ceiling((length - 1) / spacing) + 3;
        var first = ((length - 1) / 2.0) - (spacing * (count - 1) / 2);
        return [.. Enumerable.Range(0, count).Select(knot => Enumerable.Range(0, length)
            .Select(pixel => (float)Spline(Math.Abs(((pixel - first) / spacing) - knot))).ToArray())];
    }

    private static double Spline(double distance) => distance switch
    {
        >= 2 => 0,
        >= 1 => (2 - distance) * (2 - distance) * (2 - distance) / 6,
        _ => (4 - (6 * distance * distance) + (3 * distance * distance * distance)) / 6,
    };

    // The variance, on average over the pixels, that random numbers of variance 1 at the knots give.
    private static double Energy(float[][] splines) =>
        splines.SelectMany(values => values).Aggregate(0.0, (sum, value) => sum + ((double)value * value)) / splines[0].Length;
}
