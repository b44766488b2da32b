using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DenseNetworks.Network;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Computes the outer product of a sparse row and another row: the contribution of a row of a batch to the gradients of the
/// weights of the first layer.
/// </summary>
internal static class SparseOuterProduct
{
    private const int Lanes = 8;
    private const int PanelWidth = 8 * Lanes;

    /// <summary>
    /// Adds <c>rowᵀ · deltas</c> to a matrix <c>[inputs, outputs]</c> whose first row belongs to <paramref name="firstSlot"/>,
    /// which no slot may be less than.
    /// </summary>
    public static void Add(SparseRow row, int firstSlot, ReadOnlySpan<float> deltas, Span<float> matrix)
    {
        if (row.Slots.IsEmpty)
        {
            return;
        }

        // Slots are in ascending order, so this check covers every access below.
        var width = deltas.Length;
        _ = matrix.Slice((row.Slots[0] - firstSlot) * width, (row.Slots[^1] - row.Slots[0] + 1) * width);
        ref var sums = ref MemoryMarshal.GetReference(matrix);
        ref var factors = ref MemoryMarshal.GetReference(deltas);
        var column = 0;
        for (; column <= width - PanelWidth; column += PanelWidth)
        {
            AddPanel(row, firstSlot, ref Unsafe.Add(ref factors, column), ref Unsafe.Add(ref sums, column), width);
        }

        for (; column <= width - Lanes; column += Lanes)
        {
            AddVector(row, firstSlot, ref Unsafe.Add(ref factors, column), ref Unsafe.Add(ref sums, column), width);
        }

        for (; column < width; column++)
        {
            AddScalar(row, firstSlot, deltas[column], ref Unsafe.Add(ref sums, column), width);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AddPanel(SparseRow row, int firstSlot, ref float deltas, ref float sums, int width)
    {
        var delta0 = Vector256.LoadUnsafe(ref deltas);
        var delta1 = Vector256.LoadUnsafe(ref deltas, Lanes);
        var delta2 = Vector256.LoadUnsafe(ref deltas, 2 * Lanes);
        var delta3 = Vector256.LoadUnsafe(ref deltas, 3 * Lanes);
        var delta4 = Vector256.LoadUnsafe(ref deltas, 4 * Lanes);
        var delta5 = Vector256.LoadUnsafe(ref deltas, 5 * Lanes);
        var delta6 = Vector256.LoadUnsafe(ref deltas, 6 * Lanes);
        var delta7 = Vector256.LoadUnsafe(ref deltas, 7 * Lanes);
        for (var i = 0; i < row.Slots.Length; i++)
        {
            var value = Vector256.Create(row.Values[i]);
            ref var line = ref Unsafe.Add(ref sums, (nint)(row.Slots[i] - firstSlot) * width);
            Vectors.MultiplyAdd(value, delta0, Vector256.LoadUnsafe(ref line)).StoreUnsafe(ref line);
            Vectors.MultiplyAdd(value, delta1, Vector256.LoadUnsafe(ref line, Lanes)).StoreUnsafe(ref line, Lanes);
            Vectors.MultiplyAdd(value, delta2, Vector256.LoadUnsafe(ref line, 2 * Lanes)).StoreUnsafe(ref line, 2 * Lanes);
            Vectors.MultiplyAdd(value, delta3, Vector256.LoadUnsafe(ref line, 3 * Lanes)).StoreUnsafe(ref line, 3 * Lanes);
            Vectors.MultiplyAdd(value, delta4, Vector256.LoadUnsafe(ref line, 4 * Lanes)).StoreUnsafe(ref line, 4 * Lanes);
            Vectors.MultiplyAdd(value, delta5, Vector256.LoadUnsafe(ref line, 5 * Lanes)).StoreUnsafe(ref line, 5 * Lanes);
            Vectors.MultiplyAdd(value, delta6, Vector256.LoadUnsafe(ref line, 6 * Lanes)).StoreUnsafe(ref line, 6 * Lanes);
            Vectors.MultiplyAdd(value, delta7, Vector256.LoadUnsafe(ref line, 7 * Lanes)).StoreUnsafe(ref line, 7 * Lanes);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AddVector(SparseRow row, int firstSlot, ref float deltas, ref float sums, int width)
    {
        var delta = Vector256.LoadUnsafe(ref deltas);
        for (var i = 0; i < row.Slots.Length; i++)
        {
            ref var line = ref Unsafe.Add(ref sums, (nint)(row.Slots[i] - firstSlot) * width);
            Vectors.MultiplyAdd(Vector256.Create(row.Values[i]), delta, Vector256.LoadUnsafe(ref line)).StoreUnsafe(ref line);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void AddScalar(SparseRow row, int firstSlot, float delta, ref float sums, int width)
    {
        for (var i = 0; i < row.Slots.Length; i++)
        {
            Unsafe.Add(ref sums, (nint)(row.Slots[i] - firstSlot) * width) += row.Values[i] * delta;
        }
    }
}
