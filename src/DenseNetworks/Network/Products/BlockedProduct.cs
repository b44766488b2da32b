using System.Buffers;

namespace DenseNetworks.Network;

/// <summary>
/// Products of matrices by vectors of one kind. <see cref="MatrixProduct"/> chooses the kind, and says how it is done.
/// </summary>
internal static unsafe class BlockedProduct<TVector, TLanes>
    where TVector : unmanaged
    where TLanes : struct, ILanes<TVector>
{
    // What is packed of the right matrix at once, 600 kB, stays in the second-level cache while it meets all rows of a block,
    // and what a tile reads of either matrix in the first-level one.
    private const int LargestDepth = 400;
    private const int LargestWidth = 384;
    private const int TilesInBlock = 40;

    // From so many columns on it pays to pack rows of the left matrix that could be read where they lie.
    private const int ManyColumns = 400;

    private const int Alignment = 64; // bytes: a line of the cache

    private static int TileColumns => 2 * TLanes.Count;

    /// <summary>See <see cref="MatrixProduct.Multiply"/>, which has checked the sizes.</summary>
    public static void Multiply(
        MatrixView left, MatrixView right, Span<float> result, bool accumulates, ReadOnlySpan<float> biases, bool isRectified)
    {
        var depthCount = Math.Max(1, DivideUp(left.Columns, LargestDepth));
        var depth = DivideUp(left.Columns, depthCount);
        var width = Math.Min(LargestWidth, RoundUp(right.Columns, TileColumns));
        var height = Math.Min(TilesInBlock * TLanes.TileRows, left.Rows);
        var isLeftPacked = left.ColumnStride == 1 ? right.Columns >= ManyColumns : right.Columns > TileColumns;

        var leftLength = isLeftPacked ? RoundUp(height * depth, Alignment / sizeof(float)) : 0;
        var rented = ArrayPool<float>.Shared.Rent(leftLength + (width * depth) + width + (Alignment / sizeof(float)));
        fixed (float* buffer = rented, leftFirst = left.Values, rightFirst = right.Values, first = result, bias = biases)
        {
            var packedLeft = (float*)(((nint)buffer + Alignment - 1) / Alignment * Alignment);
            var packedRight = packedLeft + leftLength;
            var zeros = packedRight + (width * depth); // what sums begin with where nothing else is
            new Span<float>(zeros, width).Clear();
            for (var row = 0; row < left.Rows; row += height)
            {
                var rows = Math.Min(height, left.Rows - row);
                for (var start = 0; start < Math.Max(1, left.Columns); start += Math.Max(1, depth))
                {
                    var steps = Math.Min(depth, left.Columns - start);
                    var tile = new Tile
                    {
                        Depth = steps,
                        Left = leftFirst + ((nint)row * left.RowStride) + ((nint)start * left.ColumnStride),
                        RowStride = left.RowStride,
                        DepthStride = left.ColumnStride,
                        ResultStride = right.Columns,
                        IsRectified = isRectified && start + steps == left.Columns,
                    };
                    if (isLeftPacked)
                    {
                        PackLeft(tile, rows, packedLeft);
                        tile.Left = packedLeft;
                    }

                    for (var column = 0; column < right.Columns; column += width)
                    {
                        var columns = Math.Min(width, right.Columns - column);
                        PackRight(
                            rightFirst + ((nint)start * right.RowStride) + ((nint)column * right.ColumnStride), right, columns,
                            steps, packedRight);
                        tile.Right = packedRight;
                        tile.Result = first + ((nint)row * right.Columns) + column;
                        var isBegun = accumulates || start > 0;
                        tile.Start = isBegun ? tile.Result : biases.IsEmpty ? zeros : bias + column;
                        tile.StartStride = isBegun ? right.Columns : 0;
                        MultiplyBlock(tile, rows, columns, isLeftPacked);
                    }
                }
            }
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    private static void PackLeft(in Tile tile, int rows, float* to)
    {
        for (var row = 0; row < rows; row += TLanes.TileRows)
        {
            var count = Math.Min(TLanes.TileRows, rows - row);
            Panels.Pack(
                tile.Left + (row * tile.RowStride), tile.RowStride, tile.DepthStride, count, count, tile.Depth,
                to + ((nint)row * tile.Depth));
        }
    }

    private static void PackRight(float* from, MatrixView right, int columns, int depth, float* to)
    {
        for (var column = 0; column < columns; column += TileColumns)
        {
            var count = Math.Min(TileColumns, columns - column);
            Panels.Pack(
                from + ((nint)column * right.ColumnStride), right.ColumnStride, right.RowStride, count, PanelWidth(count),
                depth, to + ((nint)column * depth));
        }
    }

    private static void MultiplyBlock(in Tile block, int rows, int columns, bool isLeftPacked)
    {
        var sums = stackalloc float[TLanes.TileRows * TileColumns];
        var tile = block;
        for (var row = 0; row < rows; row += TLanes.TileRows)
        {
            var count = Math.Min(TLanes.TileRows, rows - row);
            tile.Left = block.Left + (row * (isLeftPacked ? block.Depth : block.RowStride));
            if (isLeftPacked)
            {
                (tile.RowStride, tile.DepthStride) = (1, count);
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

    // Columns that do not fill a vector: summed beside the result, which has no room for what stands behind them.
    private static void MultiplyEdge(in Tile edge, int rows, int width, float* sums)
    {
        Copy(edge.Start, edge.StartStride, sums, TileColumns, rows, width);
        var tile = edge;
        tile.Start = tile.Result = sums;
        tile.StartStride = tile.ResultStride = TileColumns;
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
