using Mnist.Digits.Pictures;

namespace Mnist.Digits.Normalization;

/// <summary>
/// Makes pictures smaller, each new pixel the mean of the area it covers, or larger, by straight lines between the
/// centres of pixels.
/// </summary>
internal static class Resampling
{
    /// <summary>Resizes a picture so that its longest side is within limits, with its proportions kept.</summary>
    public static Plane Fit(GreyPicture picture, int minSide, int maxSide)
    {
        var longest = Math.Max(picture.Width, picture.Height);
        var side = Math.Clamp(longest, minSide, maxSide);
        var width = Scale(picture.Width);
        var height = Scale(picture.Height);
        if (side < longest)
        {
            return Shrink(picture, width, height);
        }

        var values = new float[picture.Pixels.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = picture.Pixels[i];
        }

        var plane = new Plane(picture.Width, picture.Height, values);
        return side > longest
            ? Sample(plane, 0, 0, plane.Width / (float)width, plane.Height / (float)height, width, height)
            : plane;

        int Scale(int length) => Math.Max((int)Math.Round(length * (double)side / longest), 1);
    }

    /// <summary>Makes a picture smaller, so that its longest side is <paramref name="side"/>, with its proportions kept.</summary>
    public static Plane Fit(Plane plane, int side)
    {
        var step = plane.LongestSide / (float)side;
        return Shrink(plane, 0, 0, step, Scale(plane.Width), Scale(plane.Height));

        int Scale(int length) => Math.Max((int)MathF.Floor(length / step), 1);
    }

    /// <summary>Averages areas: exactly, with the parts of pixels that the border of an area cuts.</summary>
    public static Plane Shrink(Plane plane, float left, float top, float step, int width, int height)
    {
        var columns = AreaWeights(left, step, width, plane.Width);
        var rows = AreaWeights(top, step, height, plane.Height);
        var result = new Plane(width, height);
        for (var row = 0; row < height; row++)
        {
            var target = result.Row(row);
            foreach (var (sourceRow, rowWeight) in rows[row])
            {
                var source = plane.Row(sourceRow);
                for (var column = 0; column < width; column++)
                {
                    var sum = 0f;
                    foreach (var (sourceColumn, columnWeight) in columns[column])
                    {
                        sum += source[sourceColumn] * columnWeight;
                    }

                    target[column] += sum * rowWeight;
                }
            }
        }

        return result;
    }

    /// <summary>Samples a grid of points by bilinear interpolation; beyond the edge its nearest pixel goes on.</summary>
    public static Plane Sample(Plane plane, float left, float top, float stepX, float stepY, int width, int height)
    {
        var result = new Plane(width, height);
        for (var row = 0; row < height; row++)
        {
            var y = Math.Clamp(top + ((row + 0.5f) * stepY) - 0.5f, 0, plane.Height - 1);
            var upper = plane.Row((int)y);
            var lower = plane.Row(Math.Min((int)y + 1, plane.Height - 1));
            var down = y - (int)y;
            var target = result.Row(row);
            for (var column = 0; column < width; column++)
            {
                var x = Math.Clamp(left + ((column + 0.5f) * stepX) - 0.5f, 0, plane.Width - 1);
                var (first, second) = ((int)x, Math.Min((int)x + 1, plane.Width - 1));
                var along = x - first;
                var above = upper[first] + (along * (upper[second] - upper[first]));
                var below = lower[first] + (along * (lower[second] - lower[first]));
                target[column] = above + (down * (below - above));
            }
        }

        return result;
    }

    // Whole pixels per area, because a photograph has millions: an area is at most one pixel too wide.
    private static Plane Shrink(GreyPicture picture, int width, int height)
    {
        var result = new Plane(width, height);
        var sums = new int[width];
        var starts = Enumerable.Range(0, width + 1).Select(column => (int)((long)column * picture.Width / width)).ToArray();
        for (var row = 0; row < height; row++)
        {
            Array.Clear(sums);
            var first = (int)((long)row * picture.Height / height);
            var end = (int)((long)(row + 1) * picture.Height / height);
            for (var sourceRow = first; sourceRow < end; sourceRow++)
            {
                var source = picture.Pixels.Slice(sourceRow * picture.Width, picture.Width);
                for (var column = 0; column < width; column++)
                {
                    foreach (var grey in source[starts[column]..starts[column + 1]])
                    {
                        sums[column] += grey;
                    }
                }
            }

            var target = result.Row(row);
            for (var column = 0; column < width; column++)
            {
                target[column] = sums[column] / (float)((end - first) * (starts[column + 1] - starts[column]));
            }
        }

        return result;
    }

    /// <summary>Returns which old pixels make up each new one along one axis, and by what share.</summary>
    /// <param name="start">Where the first new pixel begins, in old pixels; it may lie outside.</param>
    /// <param name="step">How many old pixels a new one covers.</param>
    /// <param name="count">How many new pixels.</param>
    /// <param name="length">How many old pixels there are. Outside them is nothing, which counts as zero.</param>
    private static (int Index, float Weight)[][] AreaWeights(float start, float step, int count, int length)
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
