using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DenseNetworks.Network;

/// <summary>
/// Multiplies a row that is mostly zeros by a matrix: only the rows of the matrix for nonzero values are read. Outputs are
/// summed in registers, one panel of columns at a time, and each sum goes through the values in the same order.
/// </summary>
internal static unsafe class SparseProduct
{
    private const int Lanes = 8;

    // The number of vectors in a panel, whose sums are kept in registers.
    private const int PanelVectors = 8;

    /// <summary>Adds <c>row · matrix</c> to <paramref name="output"/>; the matrix is <c>[inputs, outputs]</c>.</summary>
    public static void Add(SparseRow row, ReadOnlySpan<float> matrix, Span<float> output)
    {
        var width = output.Length;
        if (row.Slots.IsEmpty)
        {
            return;
        }

        // The last slot is the largest, so this check covers every read below.
        _ = matrix.Slice(row.Slots[^1] * width, width);
        fixed (float* weights = matrix, sums = output)
        {
            var column = 0;
            if (Vector512.IsHardwareAccelerated)
            {
                column = AddPanels<Vector512<float>, Lanes512>(row, weights, width, sums, column);
            }

            column = AddPanels<Vector256<float>, Lanes256>(row, weights, width, sums, column);
            while (column <= width - Lanes)
            {
                // Two vectors may overlap: for ten classes, they have six columns in common.
                var taken = Math.Min(2 * Lanes, width - column);
                AddPair(row, weights + column, width, sums + column, taken - Lanes);
                column += taken;
            }

            for (; column < width; column++)
            {
                AddScalar(row, weights + column, width, sums + column);
            }
        }
    }

    // Computes the columns in whole panels, and returns where they end.
    private static int AddPanels<TVector, TLanes>(SparseRow row, float* weights, int width, float* sums, int column)
        where TVector : unmanaged
        where TLanes : struct, ILanes<TVector>
    {
        for (; column <= width - (PanelVectors * TLanes.Count); column += PanelVectors * TLanes.Count)
        {
            AddPanel<TVector, TLanes>(row, weights + column, width, sums + column);
        }

        return column;
    }

    // Not inlined, so that the sums stay in registers. Optimized at once, so that the first training is not slow.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AddPanel<TVector, TLanes>(SparseRow row, float* weights, int width, float* sums)
        where TVector : unmanaged
        where TLanes : struct, ILanes<TVector>
    {
        var sum0 = TLanes.Load(sums);
        var sum1 = TLanes.Load(sums + TLanes.Count);
        var sum2 = TLanes.Load(sums + (2 * TLanes.Count));
        var sum3 = TLanes.Load(sums + (3 * TLanes.Count));
        var sum4 = TLanes.Load(sums + (4 * TLanes.Count));
        var sum5 = TLanes.Load(sums + (5 * TLanes.Count));
        var sum6 = TLanes.Load(sums + (6 * TLanes.Count));
        var sum7 = TLanes.Load(sums + (7 * TLanes.Count));
        for (var i = 0; i < row.Slots.Length; i++)
        {
            var value = TLanes.Repeat(row.Values[i]);
            var line = weights + ((nint)row.Slots[i] * width);
            sum0 = TLanes.MultiplyAdd(value, TLanes.Load(line), sum0);
            sum1 = TLanes.MultiplyAdd(value, TLanes.Load(line + TLanes.Count), sum1);
            sum2 = TLanes.MultiplyAdd(value, TLanes.Load(line + (2 * TLanes.Count)), sum2);
            sum3 = TLanes.MultiplyAdd(value, TLanes.Load(line + (3 * TLanes.Count)), sum3);
            sum4 = TLanes.MultiplyAdd(value, TLanes.Load(line + (4 * TLanes.Count)), sum4);
            sum5 = TLanes.MultiplyAdd(value, TLanes.Load(line + (5 * TLanes.Count)), sum5);
            sum6 = TLanes.MultiplyAdd(value, TLanes.Load(line + (6 * TLanes.Count)), sum6);
            sum7 = TLanes.MultiplyAdd(value, TLanes.Load(line + (7 * TLanes.Count)), sum7);
        }

        TLanes.Store(sum0, sums);
        TLanes.Store(sum1, sums + TLanes.Count);
        TLanes.Store(sum2, sums + (2 * TLanes.Count));
        TLanes.Store(sum3, sums + (3 * TLanes.Count));
        TLanes.Store(sum4, sums + (4 * TLanes.Count));
        TLanes.Store(sum5, sums + (5 * TLanes.Count));
        TLanes.Store(sum6, sums + (6 * TLanes.Count));
        TLanes.Store(sum7, sums + (7 * TLanes.Count));
    }

    // Computes two vectors, the second some columns behind the first. Where they overlap, both have the same sums.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AddPair(SparseRow row, float* weights, int width, float* sums, int distance)
    {
        var sum0 = Vector256.Load(sums);
        var sum1 = Vector256.Load(sums + distance);
        for (var i = 0; i < row.Slots.Length; i++)
        {
            var value = Vector256.Create(row.Values[i]);
            var line = weights + ((nint)row.Slots[i] * width);
            sum0 = Vectors.MultiplyAdd(value, Vector256.Load(line), sum0);
            sum1 = Vectors.MultiplyAdd(value, Vector256.Load(line + distance), sum1);
        }

        sum0.Store(sums);
        sum1.Store(sums + distance);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AddScalar(SparseRow row, float* weights, int width, float* sum)
    {
        for (var i = 0; i < row.Slots.Length; i++)
        {
            *sum = Vectors.MultiplyAdd(row.Values[i], weights[(nint)row.Slots[i] * width], *sum);
        }
    }
}
