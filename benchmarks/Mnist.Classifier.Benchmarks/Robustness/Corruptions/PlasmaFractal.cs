using System.Buffers;
using Mnist.Digits.Normalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>
/// Clouds by the diamond-square algorithm (A. Fournier, D. Fussell and L. Carpenter 1982, "Computer rendering of stochastic
/// models"): the middle of four points is their mean and a chance, then the same between these, and so on. The map
/// goes on at its other side where it ends.
/// </summary>
internal static class PlasmaFractal
{
    private const int Side = 256;

    /// <summary>Draws clouds, from 0 to 1 over the whole map, and returns a corner of it.</summary>
    /// <param name="cornerSide">How many rows and columns of it to return, at most 256.</param>
    /// <param name="calming">
    /// The largest chance is divided by its square from one step to the next, of half the size: smooth clouds from 2, rough
    /// ones near 1.
    /// </param>
    /// <param name="random">Where the chances come from.</param>
    public static Plane DrawCorner(int cornerSide, float calming, Random random)
    {
        // A quarter of a megabyte: an array of its own for each image would be swept up again and again.
        var map = ArrayPool<float>.Shared.Rent(Side * Side);
        try
        {
            var heights = map.AsSpan(0, Side * Side);
            Draw(heights, calming, random);
            return CutCorner(heights, cornerSide);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(map);
        }
    }

    private static void Draw(Span<float> map, float calming, Random random)
    {
        map[0] = 0; // the four corners in one
        var chance = 1f;
        for (var step = Side; step >= 2; step /= 2, chance /= calming * calming)
        {
            var half = step / 2;
            Fill(map, step, half, half, isDiamond: false, chance, random);
            Fill(map, step, 0, half, isDiamond: true, chance, random);
            Fill(map, step, half, 0, isDiamond: true, chance, random);
        }
    }

    /// <summary>Gives each point of a grid the mean of four neighbours, half a step away, and a chance.</summary>
    private static void Fill(
        Span<float> map, int step, int firstRow, int firstColumn, bool isDiamond, float chance, Random random)
    {
        var half = step / 2;
        for (var row = firstRow; row < Side; row += step)
        {
            for (var column = firstColumn; column < Side; column += step)
            {
                var sum = isDiamond
                    ? At(map, row - half, column) + At(map, row + half, column)
                        + At(map, row, column - half) + At(map, row, column + half)
                    : At(map, row - half, column - half) + At(map, row - half, column + half)
                        + At(map, row + half, column - half) + At(map, row + half, column + half);
                map[(row * Side) + column] = (sum / 4) + (chance * ((2 * random.NextSingle()) - 1));
            }
        }
    }

    // The side is a power of 2, and an int wraps around as the map does.
    private static float At(ReadOnlySpan<float> map, int row, int column) =>
        map[((row & (Side - 1)) * Side) + (column & (Side - 1))];

    private static Plane CutCorner(ReadOnlySpan<float> map, int side)
    {
        var (lowest, highest) = (float.MaxValue, float.MinValue);
        foreach (var height in map)
        {
            lowest = Math.Min(lowest, height);
            highest = Math.Max(highest, height);
        }

        var corner = new Plane(side, side);
        for (var row = 0; row < side; row++)
        {
            var target = corner.Row(row);
            for (var column = 0; column < side; column++)
            {
                target[column] = (map[(row * Side) + column] - lowest) / (highest - lowest);
            }
        }

        return corner;
    }
}
