using System.Numerics.Tensors;

namespace Mnist.Digits.Normalization;

/// <summary>
/// The least or greatest value around each pixel, in a time that does not depend on how far around: M. van Herk, "A fast
/// algorithm for local minimum and maximum filters on rectangular and octagonal kernels", 1992. What lies outside the
/// picture does not count.
/// </summary>
internal static class MinMaxFilter
{
    private delegate void Extreme(ReadOnlySpan<float> first, ReadOnlySpan<float> second, Span<float> destination);

    /// <summary>
    /// Takes away everything bright that is narrower than a square of side 2 * <paramref name="radius"/> + 1 and leaves
    /// the rest: the morphological opening by that square.
    /// </summary>
    public static Plane Open(Plane plane, int radius)
    {
        // A square's extreme is that of its columns' extremes or of its rows', so the picture is turned only twice.
        var columns = new ColumnFilter(plane.LongestSide, radius);
        var opened = plane.Copy();
        columns.Apply(opened, TensorPrimitives.Min);
        opened = opened.Transpose();
        columns.Apply(opened, TensorPrimitives.Min);
        columns.Apply(opened, TensorPrimitives.Max);
        opened = opened.Transpose();
        columns.Apply(opened, TensorPrimitives.Max);
        return opened;
    }

    /// <summary>Gets the greatest value around each pixel: the maximum filter.</summary>
    public static Plane Greatest(Plane plane, int radius) =>
        Filter(plane, new ColumnFilter(plane.LongestSide, radius), TensorPrimitives.Max).Transpose();

    /// <summary>Gets how far apart the greatest and the least value around each pixel are.</summary>
    public static Plane Range(Plane plane, int radius)
    {
        var columns = new ColumnFilter(plane.LongestSide, radius);
        var range = Filter(plane, columns, TensorPrimitives.Max);
        TensorPrimitives.Subtract(range.Values, Filter(plane, columns, TensorPrimitives.Min).Values, range.Values);
        return range.Transpose();
    }

    // Rows of the result are columns of the plane.
    private static Plane Filter(Plane plane, ColumnFilter columns, Extreme extreme)
    {
        var filtered = plane.Copy();
        columns.Apply(filtered, extreme);
        filtered = filtered.Transpose();
        columns.Apply(filtered, extreme);
        return filtered;
    }

    /// <summary>Filters all columns of a picture, in buffers that it keeps.</summary>
    private sealed class ColumnFilter(int maxHeight, int radius)
    {
        // So many columns at a time that their buffers stay in the processor's cache.
        private const int BandWidth = 64;

        // Columns are cut into blocks as long as the window, which is then the end of one block and the start of the next.
        private readonly int _block = (2 * radius) + 1;
        private readonly Plane _sinceStart = new(BandWidth, maxHeight);
        private readonly Plane _untilEnd = new(BandWidth, maxHeight);

        /// <summary>Puts in place of each pixel the extreme of those up to the radius above and below it.</summary>
        public void Apply(Plane plane, Extreme extreme)
        {
            for (var left = 0; left < plane.Width; left += BandWidth)
            {
                var width = Math.Min(BandWidth, plane.Width - left);
                Accumulate(plane, left, width, extreme);
                for (var row = 0; row < plane.Height; row++)
                {
                    Combine(row, plane.Height, plane.Row(row).Slice(left, width), extreme);
                }
            }
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
                // A whole block, or what the border leaves of one.
                (first % _block == 0 ? start : end).CopyTo(result);
            }
        }
    }
}
