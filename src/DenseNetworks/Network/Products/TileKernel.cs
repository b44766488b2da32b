using System.Runtime.CompilerServices;

namespace DenseNetworks.Network;

/// <summary>
/// The inner loop of a product. It computes a tile of at most twelve rows and two vectors of columns, whose sums stay in
/// registers. Each step in depth loads two vectors of the right matrix and multiplies them by one value of each row of the left
/// matrix.
/// </summary>
internal static unsafe class TileKernel<TVector, TLanes>
    where TVector : unmanaged
    where TLanes : struct, ILanes<TVector>
{
    /// <summary>Computes a tile with the given number of rows, one or two vectors wide.</summary>
    public static void Multiply(int rows, bool isWide, in Tile tile)
    {
        if (isWide)
        {
            Multiply<Size2>(rows, tile);
        }
        else
        {
            Multiply<Size1>(rows, tile);
        }
    }

    private static void Multiply<TVectors>(int rows, in Tile tile)
        where TVectors : struct, ISize
    {
        switch (rows)
        {
            case 1: Multiply<Size1, TVectors>(tile); break;
            case 2: Multiply<Size2, TVectors>(tile); break;
            case 3: Multiply<Size3, TVectors>(tile); break;
            case 4: Multiply<Size4, TVectors>(tile); break;
            case 5: Multiply<Size5, TVectors>(tile); break;
            case 6: Multiply<Size6, TVectors>(tile); break;
            case 7: Multiply<Size7, TVectors>(tile); break;
            case 8: Multiply<Size8, TVectors>(tile); break;
            case 9: Multiply<Size9, TVectors>(tile); break;
            case 10: Multiply<Size10, TVectors>(tile); break;
            case 11: Multiply<Size11, TVectors>(tile); break;
            case 12: Multiply<Size12, TVectors>(tile); break;
        }
    }

    // Sizes are constants when the code is generated, so what a smaller tile does not need is left out. Optimized at once,
    // because unoptimized code would be forty times as slow.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<TRows, TVectors>(in Tile tile)
        where TRows : struct, ISize
        where TVectors : struct, ISize
    {
        TVector x0 = default, x1 = default, x2 = default, x3 = default, x4 = default, x5 = default,
            x6 = default, x7 = default, x8 = default, x9 = default, x10 = default, x11 = default;
        TVector y0 = default, y1 = default, y2 = default, y3 = default, y4 = default, y5 = default,
            y6 = default, y7 = default, y8 = default, y9 = default, y10 = default, y11 = default;
        var from = tile.Start;
        Begin<TRows, TVectors>(0, from, ref x0, ref y0);
        Begin<TRows, TVectors>(1, from += tile.StartStride, ref x1, ref y1);
        Begin<TRows, TVectors>(2, from += tile.StartStride, ref x2, ref y2);
        Begin<TRows, TVectors>(3, from += tile.StartStride, ref x3, ref y3);
        Begin<TRows, TVectors>(4, from += tile.StartStride, ref x4, ref y4);
        Begin<TRows, TVectors>(5, from += tile.StartStride, ref x5, ref y5);
        Begin<TRows, TVectors>(6, from += tile.StartStride, ref x6, ref y6);
        Begin<TRows, TVectors>(7, from += tile.StartStride, ref x7, ref y7);
        Begin<TRows, TVectors>(8, from += tile.StartStride, ref x8, ref y8);
        Begin<TRows, TVectors>(9, from += tile.StartStride, ref x9, ref y9);
        Begin<TRows, TVectors>(10, from += tile.StartStride, ref x10, ref y10);
        Begin<TRows, TVectors>(11, from += tile.StartStride, ref x11, ref y11);

        var rowStride = tile.RowStride;
        var depthStride = tile.DepthStride;
        var twoRows = 2 * rowStride;
        var a0 = tile.Left;
        var a3 = a0 + (3 * rowStride);
        var a6 = a3 + (3 * rowStride);
        var a9 = a6 + (3 * rowStride);
        var b = tile.Right;
        for (var end = b + ((nint)tile.Depth * TVectors.Value * TLanes.Count); b < end; b += TVectors.Value * TLanes.Count)
        {
            var u = TLanes.Load(b);
            var v = TVectors.Value > 1 ? TLanes.Load(b + TLanes.Count) : default;
            Step<TRows, TVectors>(0, a0, u, v, ref x0, ref y0);
            Step<TRows, TVectors>(1, a0 + rowStride, u, v, ref x1, ref y1);
            Step<TRows, TVectors>(2, a0 + twoRows, u, v, ref x2, ref y2);
            Step<TRows, TVectors>(3, a3, u, v, ref x3, ref y3);
            Step<TRows, TVectors>(4, a3 + rowStride, u, v, ref x4, ref y4);
            Step<TRows, TVectors>(5, a3 + twoRows, u, v, ref x5, ref y5);
            Step<TRows, TVectors>(6, a6, u, v, ref x6, ref y6);
            Step<TRows, TVectors>(7, a6 + rowStride, u, v, ref x7, ref y7);
            Step<TRows, TVectors>(8, a6 + twoRows, u, v, ref x8, ref y8);
            Step<TRows, TVectors>(9, a9, u, v, ref x9, ref y9);
            Step<TRows, TVectors>(10, a9 + rowStride, u, v, ref x10, ref y10);
            Step<TRows, TVectors>(11, a9 + twoRows, u, v, ref x11, ref y11);
            a0 += depthStride;
            a3 += depthStride;
            a6 += depthStride;
            a9 += depthStride;
        }

        var to = tile.Result;
        End<TRows, TVectors>(0, to, x0, y0, tile.IsRectified);
        End<TRows, TVectors>(1, to += tile.ResultStride, x1, y1, tile.IsRectified);
        End<TRows, TVectors>(2, to += tile.ResultStride, x2, y2, tile.IsRectified);
        End<TRows, TVectors>(3, to += tile.ResultStride, x3, y3, tile.IsRectified);
        End<TRows, TVectors>(4, to += tile.ResultStride, x4, y4, tile.IsRectified);
        End<TRows, TVectors>(5, to += tile.ResultStride, x5, y5, tile.IsRectified);
        End<TRows, TVectors>(6, to += tile.ResultStride, x6, y6, tile.IsRectified);
        End<TRows, TVectors>(7, to += tile.ResultStride, x7, y7, tile.IsRectified);
        End<TRows, TVectors>(8, to += tile.ResultStride, x8, y8, tile.IsRectified);
        End<TRows, TVectors>(9, to += tile.ResultStride, x9, y9, tile.IsRectified);
        End<TRows, TVectors>(10, to += tile.ResultStride, x10, y10, tile.IsRectified);
        End<TRows, TVectors>(11, to += tile.ResultStride, x11, y11, tile.IsRectified);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Begin<TRows, TVectors>(
        int row, float* from, ref TVector x, ref TVector y)
        where TRows : struct, ISize
        where TVectors : struct, ISize
    {
        if (row >= TRows.Value)
        {
            return;
        }

        x = TLanes.Load(from);
        if (TVectors.Value > 1)
        {
            y = TLanes.Load(from + TLanes.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<TRows, TVectors>(
        int row, float* a, TVector u, TVector v, ref TVector x, ref TVector y)
        where TRows : struct, ISize
        where TVectors : struct, ISize
    {
        if (row >= TRows.Value)
        {
            return;
        }

        var value = TLanes.Repeat(*a);
        x = TLanes.MultiplyAdd(value, u, x);
        if (TVectors.Value > 1)
        {
            y = TLanes.MultiplyAdd(value, v, y);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void End<TRows, TVectors>(
        int row, float* to, TVector x, TVector y, bool isRectified)
        where TRows : struct, ISize
        where TVectors : struct, ISize
    {
        if (row >= TRows.Value)
        {
            return;
        }

        TLanes.Store(isRectified ? TLanes.Rectify(x) : x, to);
        if (TVectors.Value > 1)
        {
            TLanes.Store(isRectified ? TLanes.Rectify(y) : y, to + TLanes.Count);
        }
    }
}
