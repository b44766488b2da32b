using System.Numerics.Tensors;

namespace Mnist.Digits.Normalization;

/// <summary>
/// Minimum and maximum filters with a square kernel, in a time independent of its size: M. van Herk, "A fast algorithm for
/// local minimum and maximum filters on rectangular and octagonal kernels", 1992. The kernel is clipped to the picture.
/// </summary>
internal static class MinMaxFilter
{
    private delegate void Extreme(ReadOnlySpan<float> first, ReadOnlySpan<float> second, Span<float> destination);

    /// <summary>
    /// Computes the morphological opening by a square of side 2 * <paramref name="radius"/> + 1, which removes everything
    /// bright that is narrower and preserves the rest.
    /// </summary>
    public static Plane Open(Plane plane, int radius)
    {
        // A square filter is separable into rows and columns in either order, so two transpositions are enough.
        var columns = new ColumnFilter(plane.LongestSide, radius);
        var opened = Plane.Rent(plane.Width, plane.Height);
        columns.Apply(plane, opened, TensorPrimitives.Min);
        var turned = opened.Transpose();
        columns.Apply(turned, turned, TensorPrimitives.Min);
        columns.Apply(turned, turned, TensorPrimitives.Max);
        turned.Transpose(opened);
        columns.Apply(opened, opened, TensorPrimitives.Max);
        turned.Return();
        columns.Return();
        return opened;
    }

    /// <summary>Computes the maximum filter.</summary>
    public static Plane Greatest(Plane plane, int radius)
    {
        var columns = new ColumnFilter(plane.LongestSide, radius);
        var turned = Filter(plane, columns, TensorPrimitives.Max);
        var greatest = turned.Transpose();
        turned.Return();
        columns.Return();
        return greatest;
    }

    /// <summary>Computes the difference between the maximum and the minimum filter.</summary>
    public static Plane Range(Plane plane, int radius)
    {
        var columns = new ColumnFilter(plane.LongestSide, radius);
        var greatest = Filter(plane, columns, TensorPrimitives.Max);
        var least = Filter(plane, columns, TensorPrimitives.Min);
        TensorPrimitives.Subtract(greatest.Values, least.Values, greatest.Values);
        var range = greatest.Transpose();
        greatest.Return();
        least.Return();
        columns.Return();
        return range;
    }

    /// <summary>Computes the difference between the maximum and the minimum filter in a part of the picture.</summary>
    /// <returns>A rented plane of the picture's size, whose other pixels are undefined.</returns>
    public static Plane Range(Plane plane, int radius, Box part)
    {
        var area = part.Grow(radius, plane.Width, plane.Height);
        var cropped = plane.Crop(area);
        var range = Range(cropped, radius);
        cropped.Return();
        var result = Plane.Rent(plane.Width, plane.Height);
        for (var row = part.Top; row <= part.Bottom; row++)
        {
            range.Row(row - area.Top).Slice(part.Left - area.Left, part.Width).CopyTo(result.Row(row)[part.Left..]);
        }

        range.Return();
        return result;
    }

    // The result is transposed.
    private static Plane Filter(Plane plane, ColumnFilter columns, Extreme extreme)
    {
        var filtered = Plane.Rent(plane.Width, plane.Height);
        columns.Apply(plane, filtered, extreme);
        var turned = filtered.Transpose();
        columns.Apply(turned, turned, extreme);
        filtered.Return();
        return turned;
    }

    /// <summary>Filters all columns of a picture, and reuses its buffers.</summary>
    private sealed class ColumnFilter(int maxHeight, int radius)
    {
        // The number of columns whose buffers fit in the processor's cache.
        private const int BandWidth = 64;

        // Columns are divided into blocks as long as the window, which then spans the end of one block and the start of the
        // next.
        private readonly int _block = (2 * radius) + 1;
        private readonly Plane _sinceStart = Plane.Rent(BandWidth, maxHeight);
        private readonly Plane _untilEnd = Plane.Rent(BandWidth, maxHeight);

        /// <summary>Replaces each pixel by the extreme of those within the radius above and below it.</summary>
        /// <param name="plane">The picture.</param>
        /// <param name="result">The destination, which may be the picture itself.</param>
        /// <param name="extreme">The minimum or the maximum.</param>
        public void Apply(Plane plane, Plane result, Extreme extreme)
        {
            for (var left = 0; left < plane.Width; left += BandWidth)
            {
                var width = Math.Min(BandWidth, plane.Width - left);
                Accumulate(plane, left, width, extreme);
                for (var row = 0; row < plane.Height; row++)
                {
                    Combine(row, plane.Height, result.Row(row).Slice(left, width), extreme);
                }
            }
        }

        public void Return()
        {
            _sinceStart.Return();
            _untilEnd.Return();
        }

        private void Accumulate(Plane plane, int left, int width, Extreme extreme)
        {
            var last = plane.Height - 1;
            for (var row = 0; row <= last; row++)
            {
                Add(_sinceStart, row, row % _block == 0 ? row : row - 1);
            }

            for (var row = last; row >= 0; row--)
            {
                Add(_untilEnd, row, row == last || row % _block == _block - 1 ? row : row + 1);
            }

            void Add(Plane extremes, int row, int before)
            {
                var pixels = plane.Row(row).Slice(left, width);
                if (before == row)
                {
                    pixels.CopyTo(extremes.Row(row));
                }
                else
                {
                    extreme(extremes.Row(before)[..width], pixels, extremes.Row(row));
                }
            }
        }

        private void Combine(int row, int height, Span<float> result, Extreme extreme)
        {
            var (first, last) = (Math.Max(row - radius, 0), Math.Min(row + radius, height - 1));
            var end = _untilEnd.Row(first)[..result.Length];
            var start = _sinceStart.Row(last)[..result.Length];
            if (first / _block != last / _block)
            {
                extreme(end, start, result);
            }
            else
            {
                // The window is one block, or as much of it as is in the picture.
                (first % _block == 0 ? start : end).CopyTo(result);
            }
        }
    }
}
