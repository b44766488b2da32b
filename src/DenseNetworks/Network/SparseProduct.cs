using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DenseNetworks.Network;

/// <summary>
/// The product of a row that is mostly zeros with a matrix: only the matrix's rows that a value meets are read. Outputs
/// are summed in registers, a panel of columns at a time, and each sum goes through the values in the same order.
/// </summary>
internal static class SparseProduct
{
    private const int Lanes = 8;
    private const int PanelWidth = 8 * Lanes;

    /// <summary>Adds <c>row · matrix</c> to <paramref name="output"/>; the matrix is <c>[inputs, outputs]</c>.</summary>
    public static void Add(SparseRow row, ReadOnlySpan<float> matrix, Span<float> output)
    {
        var width = output.Length;
        if (row.Slots.IsEmpty)
        {
            return;
        }

        // The largest slot is the last: with this, every read below is inside the matrix.
        _ = matrix.Slice(row.Slots[^1] * width, width);
        ref var weights = ref MemoryMarshal.GetReference(matrix);
        ref var sums = ref MemoryMarshal.GetReference(output);
        var column = 0;
        for (; column <= width - PanelWidth; column += PanelWidth)
        {
            AddPanel(row, ref Unsafe.Add(ref weights, column), width, ref Unsafe.Add(ref sums, column));
        }

        while (column <= width - Lanes)
        {
            // Ten classes, for example, are two vectors that have six columns in common.
            var taken = Math.Min(2 * Lanes, width - column);
            AddPair(row, ref Unsafe.Add(ref weights, column), width, ref Unsafe.Add(ref sums, column), (nuint)(taken - Lanes));
            column += taken;
        }

        for (; column < width; column++)
        {
            AddScalar(row, ref Unsafe.Add(ref weights, column), width, ref Unsafe.Add(ref sums, column));
        }
    }

    // Not inlined, so that its sums keep their registers; optimized at once, so that the first training is not slow.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AddPanel(SparseRow row, ref float weights, int width, ref float sums)
    {
        var sum0 = Vector256.LoadUnsafe(ref sums);
        var sum1 = Vector256.LoadUnsafe(ref sums, Lanes);
        var sum2 = Vector256.LoadUnsafe(ref sums, 2 * Lanes);
        var sum3 = Vector256.LoadUnsafe(ref sums, 3 * Lanes);
        var sum4 = Vector256.LoadUnsafe(ref sums, 4 * Lanes);
        var sum5 = Vector256.LoadUnsafe(ref sums, 5 * Lanes);
        var sum6 = Vector256.LoadUnsafe(ref sums, 6 * Lanes);
        var sum7 = Vector256.LoadUnsafe(ref sums, 7 * Lanes);
        for (var i = 0; i < row.Slots.Length; i++)
        {
            var value = Vector256.Create(row.Values[i]);
            ref var line = ref Unsafe.Add(ref weights, (nint)row.Slots[i] * width);
            sum0 = Vectors.MultiplyAdd(value, Vector256.LoadUnsafe(ref line), sum0);
            sum1 = Vectors.MultiplyAdd(value, Vector256.LoadUnsafe(ref line, Lanes), sum1);
            sum2 = Vectors.MultiplyAdd(value, Vector256.LoadUnsafe(ref line, 2 * Lanes), sum2);
            sum3 = Vectors.MultiplyAdd(value, Vector256.LoadUnsafe(ref line, 3 * Lanes), sum3);
            sum4 = Vectors.MultiplyAdd(value, Vector256.LoadUnsafe(ref line, 4 * Lanes), sum4);
            sum5 = Vectors.MultiplyAdd(value, Vector256.LoadUnsafe(ref line, 5 * Lanes), sum5);
            sum6 = Vectors.MultiplyAdd(value, Vector256.LoadUnsafe(ref line, 6 * Lanes), sum6);
            sum7 = Vectors.MultiplyAdd(value, Vector256.LoadUnsafe(ref line, 7 * Lanes), sum7);
        }

        sum0.StoreUnsafe(ref sums);
        sum1.StoreUnsafe(ref sums, Lanes);
        sum2.StoreUnsafe(ref sums, 2 * Lanes);
        sum3.StoreUnsafe(ref sums, 3 * Lanes);
        sum4.StoreUnsafe(ref sums, 4 * Lanes);
        sum5.StoreUnsafe(ref sums, 5 * Lanes);
        sum6.StoreUnsafe(ref sums, 6 * Lanes);
        sum7.StoreUnsafe(ref sums, 7 * Lanes);
    }

    // Two vectors, the second some columns behind the first. Where they overlap, both find the same.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AddPair(SparseRow row, ref float weights, int width, ref float sums, nuint distance)
    {
        var sum0 = Vector256.LoadUnsafe(ref sums);
        var sum1 = Vector256.LoadUnsafe(ref sums, distance);
        for (var i = 0; i < row.Slots.Length; i++)
        {
            var value = Vector256.Create(row.Values[i]);
            ref var line = ref Unsafe.Add(ref weights, (nint)row.Slots[i] * width);
            sum0 = Vectors.MultiplyAdd(value, Vector256.LoadUnsafe(ref line), sum0);
            sum1 = Vectors.MultiplyAdd(value, Vector256.LoadUnsafe(ref line, distance), sum1);
        }

        sum0.StoreUnsafe(ref sums);
        sum1.StoreUnsafe(ref sums, distance);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AddScalar(SparseRow row, ref float weights, int width, ref float sum)
    {
        for (var i = 0; i < row.Slots.Length; i++)
        {
            sum += row.Values[i] * Unsafe.Add(ref weights, (nint)row.Slots[i] * width);
        }
    }
}
