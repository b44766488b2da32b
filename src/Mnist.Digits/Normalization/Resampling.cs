using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using Mnist.Digits.Pictures;

namespace Mnist.Digits.Normalization;

/// <summary>
/// Resizes pictures: smaller by area averaging, larger by bilinear interpolation.
/// </summary>
internal static class Resampling
{
    /// <summary>Resizes a picture so that its longest side is within limits, preserving its aspect ratio.</summary>
    public static Plane Fit(GreyView picture, int minSide, int maxSide)
    {
        var longest = picture.LongestSide;
        var side = Math.Clamp(longest, minSide, maxSide);
        var width = Scale(picture.Width);
        var height = Scale(picture.Height);
        if (side < longest)
        {
            return Shrink(picture, width, height);
        }

        var plane = Plane.Rent(picture.Width, picture.Height);
        TensorPrimitives.ConvertChecked<byte, float>(picture.Pixels, plane.Values);
        if (side == longest)
        {
            return plane;
        }

        var enlarged = Sample(plane, 0, 0, plane.Width / (float)width, plane.Height / (float)height, width, height);
        plane.Return();
        return enlarged;

        int Scale(int length) => Math.Max((int)Math.Round(length * (double)side / longest), 1);
    }

    /// <summary>Shrinks a picture so that its longest side is <paramref name="side"/>, preserving its aspect ratio.</summary>
    public static Plane Fit(Plane plane, int side)
    {
        var step = plane.LongestSide / (float)side;
        return Shrink(plane, 0, 0, step, Scale(plane.Width), Scale(plane.Height));

        int Scale(int length) => Math.Max((int)MathF.Floor(length / step), 1);
    }

    /// <summary>Shrinks a picture by exact area averaging, in which partly covered pixels count in proportion.</summary>
    public static Plane Shrink(Plane plane, float left, float top, float step, int width, int height)
    {
        var columns = AreaWeights(left, step, width, plane.Width);
        var rows = AreaWeights(top, step, height, plane.Height);
        var result = Plane.Rent(width, height);
        result.Values.Clear();
        var across = Plane.Rent(width, 1);
        var scaled = Plane.Rent(width, 1);
        var shrunk = -1;
        for (var row = 0; row < height; row++)
        {
            var target = result.Row(row);
            for (var sourceRow = rows.Firsts[row]; sourceRow < rows.Firsts[row] + rows.Counts[row]; sourceRow++)
            {
                if (sourceRow != shrunk) // the last row of one area may be the first of the next
                {
                    ShrinkRow(plane.Row(sourceRow), columns, across.Values);
                    shrunk = sourceRow;
                }

                TensorPrimitives.Multiply(across.Values, rows.WeightOf(row, sourceRow), scaled.Values);
                TensorPrimitives.Add(target, scaled.Values, target);
            }
        }

        across.Return();
        scaled.Return();
        return result;
    }

    /// <summary>Samples a grid of points by bilinear interpolation. Points outside the picture are clamped to it.</summary>
    public static Plane Sample(Plane plane, float left, float top, float stepX, float stepY, int width, int height)
    {
        var firsts = new int[width];
        var alongs = Plane.Rent(width, 1);
        for (var column = 0; column < width; column++)
        {
            var x = Math.Clamp(left + ((column + 0.5f) * stepX) - 0.5f, 0, plane.Width - 1);
            firsts[column] = (int)x;
            alongs.Values[column] = x - (int)x;
        }

        // Rows of the picture sampled across. Each is cached, because the lower row often becomes the upper one.
        var result = Plane.Rent(width, height);
        var sampled = Plane.Rent(width, 2);
        Span<int> rows = [-1, -1];
        for (var row = 0; row < height; row++)
        {
            var y = Math.Clamp(top + ((row + 0.5f) * stepY) - 0.5f, 0, plane.Height - 1);
            var upper = Across((int)y, sampled, rows);
            var lower = Across(Math.Min((int)y + 1, plane.Height - 1), sampled, rows);
            var target = result.Row(row);
            TensorPrimitives.Subtract(lower, upper, target);
            TensorPrimitives.Multiply(target, y - (int)y, target);
            TensorPrimitives.Add(target, upper, target);
        }

        alongs.Return();
        sampled.Return();
        return result;

        Span<float> Across(int row, Plane sampled, Span<int> rows)
        {
            var place = row % 2;
            var target = sampled.Row(place);
            if (rows[place] != row)
            {
                rows[place] = row;
                var source = plane.Row(row);
                var along = alongs.Values;
                for (var column = 0; column < target.Length; column++)
                {
                    var first = firsts[column];
                    var second = Math.Min(first + 1, source.Length - 1);
                    target[column] = source[first] + (along[column] * (source[second] - source[first]));
                }
            }

            return target;
        }
    }

    // A photograph has millions of pixels, so areas are rounded to whole ones.
    private static Plane Shrink(GreyView picture, int width, int height)
    {
        var result = Plane.Rent(width, height);
        var starts = new int[width + 1];
        for (var column = 0; column <= width; column++)
        {
            starts[column] = (int)((long)column * picture.Width / width);
        }

        var sums = ArrayPool<int>.Shared.Rent(picture.Width);
        for (var row = 0; row < height; row++)
        {
            var columns = sums.AsSpan(0, picture.Width);
            columns.Clear();
            var first = (int)((long)row * picture.Height / height);
            var end = (int)((long)(row + 1) * picture.Height / height);
            for (var sourceRow = first; sourceRow < end; sourceRow++)
            {
                Add(picture.Pixels.Slice(sourceRow * picture.Width, picture.Width), columns);
            }

            var target = result.Row(row);
            for (var column = 0; column < width; column++)
            {
                var sum = TensorPrimitives.Sum<int>(columns[starts[column]..starts[column + 1]]);
                target[column] = sum / (float)((end - first) * (starts[column + 1] - starts[column]));
            }
        }

        ArrayPool<int>.Shared.Return(sums);
        return result;
    }

    private static void Add(ReadOnlySpan<byte> pixels, Span<int> sums)
    {
        var at = 0;
        for (; Vector128.IsHardwareAccelerated && at <= pixels.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
        {
            var (low, high) = Vector128.Widen(Vector128.Create(pixels[at..]));
            var (first, second) = Vector128.Widen(low);
            var (third, fourth) = Vector128.Widen(high);
            var target = sums.Slice(at, Vector128<byte>.Count);
            (Vector128.Create<int>(target) + first.AsInt32()).CopyTo(target);
            (Vector128.Create<int>(target[4..]) + second.AsInt32()).CopyTo(target[4..]);
            (Vector128.Create<int>(target[8..]) + third.AsInt32()).CopyTo(target[8..]);
            (Vector128.Create<int>(target[12..]) + fourth.AsInt32()).CopyTo(target[12..]);
        }

        for (; at < pixels.Length; at++)
        {
            sums[at] += pixels[at];
        }
    }

    private static void ShrinkRow(ReadOnlySpan<float> source, Areas columns, Span<float> target)
    {
        for (var column = 0; column < target.Length; column++)
        {
            var sum = 0f;
            var weights = columns.WeightsOf(column);
            var pixels = source.Slice(columns.Firsts[column], weights.Length);
            for (var i = 0; i < weights.Length; i++)
            {
                sum += pixels[i] * weights[i];
            }

            target[column] = sum;
        }
    }

    /// <summary>Returns the source pixels that each target pixel covers along one axis, and their weights.</summary>
    /// <param name="start">The start of the first target pixel, in source pixels. It may lie outside the picture.</param>
    /// <param name="step">The number of source pixels per target pixel.</param>
    /// <param name="count">The number of target pixels.</param>
    /// <param name="length">The number of source pixels. Outside them, the picture is zero.</param>
    private static Areas AreaWeights(float start, float step, int count, int length)
    {
        var most = (int)MathF.Ceiling(step) + 1;
        var areas = new Areas(new int[count], new int[count], new float[count * most], most);
        for (var i = 0; i < count; i++)
        {
            var low = start + (i * step);
            var high = low + step;
            var first = Math.Clamp((int)MathF.Floor(low), 0, length);
            var last = Math.Min((int)MathF.Ceiling(high), length);
            areas.Firsts[i] = first;
            areas.Counts[i] = Math.Max(last - first, 0);
            for (var index = first; index < last; index++)
            {
                areas.Weights[(i * most) + index - first] = (MathF.Min(high, index + 1) - MathF.Max(low, index)) / step;
            }
        }

        return areas;
    }

    private readonly record struct Areas(int[] Firsts, int[] Counts, float[] Weights, int Most)
    {
        public ReadOnlySpan<float> WeightsOf(int area) => Weights.AsSpan(area * Most, Counts[area]);

        public float WeightOf(int area, int index) => Weights[(area * Most) + index - Firsts[area]];
    }
}
