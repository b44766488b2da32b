using System.Numerics.Tensors;

namespace Mnist.Digits.Normalization;

/// <summary>A picture whose pixels are numbers to calculate with.</summary>
/// <param name="width">How many columns, at least 1.</param>
/// <param name="height">How many rows, at least 1.</param>
/// <param name="values">Row by row from the top left; used, not copied.</param>
internal sealed class Plane(int width, int height, float[] values)
{
    public Plane(int width, int height)
        : this(width, height, new float[width * height])
    {
    }

    public int Width { get; } = width;

    public int Height { get; } = height;

    public float[] Values { get; } = values;

    public int LongestSide => Math.Max(Width, Height);

    public Span<float> Row(int row) => Values.AsSpan(row * Width, Width);

    public Plane Copy() => new(Width, Height, [.. Values]);

    /// <summary>Makes rows of columns and columns of rows.</summary>
    public Plane Transpose()
    {
        var result = new Plane(Height, Width);
        for (var row = 0; row < Height; row++)
        {
            var source = Row(row);
            for (var column = 0; column < source.Length; column++)
            {
                result.Values[(column * Height) + row] = source[column];
            }
        }

        return result;
    }

    /// <summary>Adds a margin on all sides, in which the pixels of the border go on.</summary>
    public Plane Extend(int margin)
    {
        var result = new Plane(Width + (2 * margin), Height + (2 * margin));
        for (var row = 0; row < result.Height; row++)
        {
            var source = Row(Math.Clamp(row - margin, 0, Height - 1));
            var target = result.Row(row);
            target[..margin].Fill(source[0]);
            source.CopyTo(target[margin..]);
            target[(margin + Width)..].Fill(source[^1]);
        }

        return result;
    }

    /// <summary>Takes a margin away on all sides.</summary>
    public Plane Crop(int margin)
    {
        var result = new Plane(Width - (2 * margin), Height - (2 * margin));
        for (var row = 0; row < result.Height; row++)
        {
            Row(row + margin).Slice(margin, result.Width).CopyTo(result.Row(row));
        }

        return result;
    }

    public Plane Map(Func<float, float> map) => new(Width, Height, Array.ConvertAll(Values, value => map(value)));

    /// <summary>Stretches the range of values to 0 to 255, unless it is less than <paramref name="leastRange"/>.</summary>
    public Plane Stretch(float leastRange)
    {
        var (min, max) = (TensorPrimitives.Min<float>(Values), TensorPrimitives.Max<float>(Values));
        return max - min < leastRange ? this : Map(value => byte.MaxValue * (value - min) / (max - min));
    }

    /// <summary>Smooths several times, which is a blur by a bell curve.</summary>
    public Plane Smooth(int rounds)
    {
        var result = Smooth();
        for (var round = 1; round < rounds; round++)
        {
            result = result.Smooth();
        }

        return result;
    }

    /// <summary>Takes the edge off noise: averages each pixel with its eight neighbours by the weights 1, 2, 1 in both directions.</summary>
    public Plane Smooth()
    {
        var across = new Plane(Width, Height);
        for (var row = 0; row < Height; row++)
        {
            var source = Row(row);
            var target = across.Row(row);
            for (var column = 0; column < Width; column++)
            {
                var (left, right) = (source[Math.Max(column - 1, 0)], source[Math.Min(column + 1, Width - 1)]);
                target[column] = (left + (2 * source[column]) + right) / 4;
            }
        }

        var result = new Plane(Width, Height);
        for (var row = 0; row < Height; row++)
        {
            var above = across.Row(Math.Max(row - 1, 0));
            var here = across.Row(row);
            var below = across.Row(Math.Min(row + 1, Height - 1));
            var target = result.Row(row);
            for (var column = 0; column < Width; column++)
            {
                target[column] = (above[column] + (2 * here[column]) + below[column]) / 4;
            }
        }

        return result;
    }
}
