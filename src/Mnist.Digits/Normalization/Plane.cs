using System.Buffers;
using System.Numerics.Tensors;

namespace Mnist.Digits.Normalization;

/// <summary>A single-channel picture of floating-point pixels.</summary>
internal sealed class Plane
{
    private const int TileSide = 32;

    private readonly bool _isRented;
    private float[] _values;

    /// <summary>Initializes a plane of zeros.</summary>
    public Plane(int width, int height)
        : this(width, height, new float[width * height])
    {
    }

    /// <param name="width">The number of columns, at least 1.</param>
    /// <param name="height">The number of rows, at least 1.</param>
    /// <param name="values">The pixels, row by row from the top left. The array is not copied.</param>
    public Plane(int width, int height, float[] values)
        : this(width, height, values, isRented: false)
    {
    }

    private Plane(int width, int height, float[] values, bool isRented) =>
        (Width, Height, _values, _isRented) = (width, height, values, isRented);

    public int Width { get; }

    public int Height { get; }

    public Span<float> Values => _values.AsSpan(0, Width * Height);

    public int LongestSide => Math.Max(Width, Height);

    /// <summary>
    /// Rents a plane with uninitialized pixels from the array pool, to be given back by <see cref="Return"/>.
    /// </summary>
    public static Plane Rent(int width, int height) =>
        new(width, height, ArrayPool<float>.Shared.Rent(width * height), isRented: true);

    public Span<float> Row(int row) => _values.AsSpan(row * Width, Width);

    /// <summary>Returns a rented copy.</summary>
    public Plane Copy()
    {
        var copy = Rent(Width, Height);
        Values.CopyTo(copy.Values);
        return copy;
    }

    public Plane Transpose()
    {
        var result = Rent(Height, Width);
        Transpose(result);
        return result;
    }

    /// <param name="result">The destination, as wide as this plane is high, and as high as it is wide.</param>
    public void Transpose(Plane result)
    {
        // In tiles that fit in the processor's cache.
        for (var top = 0; top < Height; top += TileSide)
        {
            var bottom = Math.Min(top + TileSide, Height);
            for (var column = 0; column < Width; column++)
            {
                var target = result.Row(column);
                for (int row = top, at = (top * Width) + column; row < bottom; row++, at += Width)
                {
                    target[row] = _values[at];
                }
            }
        }
    }

    /// <summary>Returns a rented copy, padded on all sides with the border pixels.</summary>
    public Plane Extend(int margin)
    {
        var result = Rent(Width + (2 * margin), Height + (2 * margin));
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

    /// <summary>Returns a rented copy of a part.</summary>
    public Plane Crop(Box part)
    {
        var result = Rent(part.Width, part.Height);
        for (var row = 0; row < result.Height; row++)
        {
            Row(part.Top + row).Slice(part.Left, part.Width).CopyTo(result.Row(row));
        }

        return result;
    }

    public Plane Map(Func<float, float> map) => new(Width, Height, Array.ConvertAll(Values.ToArray(), value => map(value)));

    /// <summary>Stretches the range of values to 0 to 255, unless it is less than <paramref name="leastRange"/>.</summary>
    public Plane Stretch(float leastRange)
    {
        var (min, max) = (TensorPrimitives.Min<float>(Values), TensorPrimitives.Max<float>(Values));
        return max - min < leastRange ? this : Map(value => byte.MaxValue * (value - min) / (max - min));
    }

    /// <summary>Returns a rented copy, smoothed several times, which approximates a Gaussian blur.</summary>
    public Plane Smooth(int rounds)
    {
        var result = Copy();
        for (var round = 0; round < rounds; round++)
        {
            result.SmoothInto(result);
        }

        return result;
    }

    /// <summary>Smooths the picture with the binomial kernel (1, 2, 1) in both directions.</summary>
    public Plane Smooth()
    {
        var result = new Plane(Width, Height);
        SmoothInto(result);
        return result;
    }

    // The result may be this plane.
    private void SmoothInto(Plane result)
    {
        var across = Rent(Width, Height);
        for (var row = 0; row < Height; row++)
        {
            var source = Row(row);
            var target = across.Row(row);
            source.CopyTo(target);
            if (Width > 1)
            {
                Weight(source[..^2], source[1..^1], source[2..], target[1..^1]);
                target[0] = ((3 * source[0]) + source[1]) / 4;
                target[^1] = (source[^2] + (2 * source[^1]) + source[^1]) / 4;
            }
        }

        for (var row = 0; row < Height; row++)
        {
            var above = across.Row(Math.Max(row - 1, 0));
            var below = across.Row(Math.Min(row + 1, Height - 1));
            Weight(above, across.Row(row), below, result.Row(row));
        }

        across.Return();

        static void Weight(ReadOnlySpan<float> first, ReadOnlySpan<float> middle, ReadOnlySpan<float> last, Span<float> target)
        {
            TensorPrimitives.MultiplyAdd(middle, 2, first, target);
            TensorPrimitives.Add(target, last, target);
            TensorPrimitives.Multiply(target, 0.25f, target);
        }
    }

    /// <summary>
    /// Returns a rented plane to the array pool, after which it must not be used. If it is never returned, it is garbage
    /// collected. Other planes are unaffected.
    /// </summary>
    public void Return()
    {
        if (_isRented && _values.Length > 0)
        {
            ArrayPool<float>.Shared.Return(_values);
            _values = [];
        }
    }
}
