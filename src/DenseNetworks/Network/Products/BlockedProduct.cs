using System.Buffers;

namespace DenseNetworks.Network;

/// <summary>
/// Multiplies matrices with one vector type. <see cref="MatrixProduct"/> chooses the type and explains the algorithm.
/// </summary>
internal static unsafe class BlockedProduct<TVector, TLanes>
    where TVector : unmanaged
    where TLanes : struct, ILanes<TVector>
{
    // The packed part of the right matrix, 600 kB, stays in the second-level cache while all rows of the left matrix are
    // multiplied by it. What a tile reads of either matrix stays in the first-level cache.
    private const int LargestDepth = 400;
    private const int LargestWidth = 384;

    // The number of columns from which packing rows of the left matrix pays even if they are contiguous.
    private const int ManyColumns = 400;

    private const int Alignment = 64; // bytes: a cache line

    private static int TileColumns => 2 * TLanes.Count;

    /// <summary>See <see cref="MatrixProduct.Multiply"/>, which checks the sizes.</summary>
    public static void Multiply(
        MatrixView left, MatrixView right, Span<float> result, bool accumulates, ReadOnlySpan<float> biases, bool isRectified)
    {
        var parts = Math.Max(1, DivideUp(left.Columns, LargestDepth));
        var depth = DivideUp(left.Columns, parts);
        var width = Math.Min(LargestWidth, RoundUp(right.Columns, TileColumns));
        var isLeftPacked = right.Columns >= (left.ColumnStride == 1 ? ManyColumns : TileColumns + 1);

        // The panels of the right matrix, the rows of a tile, and zeros that sums start from if there are no biases.
        var leftLength = isLeftPacked ? TLanes.TileRows * depth : 0;
        var rented = ArrayPool<float>.Shared.Rent((width * depth) + leftLength + width + (Alignment / sizeof(float)));
        fixed (float* buffer = rented, leftFirst = left.Values, rightFirst = right.Values, first = result, bias = biases)
        {
            var packedRight = (float*)(((nint)buffer + Alignment - 1) / Alignment * Alignment);
            var packedLeft = packedRight + (width * depth);
            var zeros = packedLeft + leftLength;
            new Span<float>(zeros, width).Clear();
            for (var part = 0; part < parts; part++)
            {
                var start = part * depth;
                var block = new Tile
                {
                    Depth = Math.Min(depth, left.Columns - start),
                    Left = leftFirst + ((nint)start * left.ColumnStride),
                    RowStride = left.RowStride,
                    DepthStride = left.ColumnStride,
                    Right = packedRight,
                    ResultStride = right.Columns,
                    IsRectified = isRectified && part == parts - 1,
                };
                var isBegun = accumulates || part > 0;
                for (var column = 0; column < right.Columns; column += width)
                {
                    var columns = Math.Min(width, right.Columns - column);
                    PackRight(rightFirst + ((nint)start * right.RowStride), right, column, columns, block.Depth, packedRight);
                    block.Result = first + column;
                    block.Start = isBegun ? block.Result : biases.IsEmpty ? zeros : bias + column;
                    block.StartStride = isBegun ? block.ResultStride : 0;
                    MultiplyBlock(block, left.Rows, columns, isLeftPacked ? packedLeft : null);
                }
            }
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    private static void PackRight(float* from, MatrixView right, int firstColumn, int columns, int depth, float* to)
    {
        for (var column = 0; column < columns; column += TileColumns)
        {
            var count = Math.Min(TileColumns, columns - column);
            Panels.Pack(
                from + ((nint)(firstColumn + column) * right.ColumnStride), right.ColumnStride, right.RowStride, count,
                PanelWidth(count), depth, to + ((nint)column * depth));
        }
    }

    // Multiplies all rows by the packed columns.
    private static void MultiplyBlock(in Tile block, int rows, int columns, float* packedLeft)
    {
        var sums = stackalloc float[TLanes.TileRows * TileColumns];
        var tile = block;
        for (var row = 0; row < rows; row += TLanes.TileRows)
        {
            var count = Math.Min(TLanes.TileRows, rows - row);
            tile.Left = block.Left + (row * block.RowStride);
            if (packedLeft != null)
            {
                Panels.Pack(tile.Left, block.RowStride, block.DepthStride, count, count, block.Depth, packedLeft);
                tile.Left = packedLeft;
                tile.RowStride = 1;
                tile.DepthStride = count;
            }

            for (var column = 0; column < columns; column += TileColumns)
            {
                var width = Math.Min(TileColumns, columns - column);
                tile.Right = block.Right + ((nint)column * block.Depth);
                tile.Start = block.Start + (row * block.StartStride) + column;
                tile.Result = block.Result + (row * block.ResultStride) + column;
                if (width == PanelWidth(width))
                {
                    TileKernel<TVector, TLanes>.Multiply(count, width == TileColumns, tile);
                }
                else
                {
                    MultiplyEdge(tile, count, width, sums);
                }
            }
        }
    }

    // Columns that do not fill a vector are summed in a buffer, because the result has no space beyond them.
    private static void MultiplyEdge(in Tile edge, int rows, int width, float* sums)
    {
        var tile = edge;
        tile.Start = tile.Result = sums;
        tile.StartStride = edge.StartStride == 0 ? 0 : TileColumns; // the start is the same for all rows and is copied once
        tile.ResultStride = TileColumns;
        Copy(edge.Start, edge.StartStride, sums, TileColumns, edge.StartStride == 0 ? 1 : rows, width);
        TileKernel<TVector, TLanes>.Multiply(rows, PanelWidth(width) == TileColumns, tile);
        Copy(sums, TileColumns, edge.Result, edge.ResultStride, rows, width);
    }

    private static void Copy(float* from, nint fromStride, float* to, nint toStride, int rows, int width)
    {
        for (var row = 0; row < rows; row++, from += fromStride, to += toStride)
        {
            new ReadOnlySpan<float>(from, width).CopyTo(new Span<float>(to, width));
        }
    }

    // One vector or two.
    private static int PanelWidth(int columns) => RoundUp(columns, TLanes.Count);

    private static int RoundUp(int value, int step) => DivideUp(value, step) * step;

    private static int DivideUp(int value, int divisor) => (int)(((long)value + divisor - 1) / divisor);
}
