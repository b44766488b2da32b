using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DenseNetworks.Network;

/// <summary>Collects the nonzero values of a row.</summary>
internal static class NonZeros
{
    private const int Lanes = 8;

    // For each pattern of eight bits, the indices of the set bits, one per byte from the lowest.
    private static readonly ulong[] SetLanes = [.. Enumerable.Range(0, 1 << Lanes).Select(pattern => Enumerable.Range(0, Lanes)
        .Where(lane => (pattern & (1 << lane)) != 0)
        .Select((lane, place) => (ulong)lane << (8 * place))
        .Aggregate(0UL, (all, lane) => all | lane))];

    /// <summary>
    /// Gets the length that the spans given to <see cref="Gather"/> must have, because it writes eight values at a time.
    /// </summary>
    public static int BufferLength(int length) => length + Lanes;

    /// <summary>Collects the nonzero values of a row and their slots. NaN counts as nonzero.</summary>
    /// <returns>The number of nonzero values. The contents of the spans beyond it are undefined.</returns>
    public static int Gather(ReadOnlySpan<float> row, Span<int> slots, Span<float> values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slots.Length, BufferLength(row.Length), nameof(slots));
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, BufferLength(row.Length), nameof(values));
        var vectorized = row.Length - (row.Length % Lanes);
        var count = Avx2.IsSupported ? Pack(row[..vectorized], slots, values) : Pick(row[..vectorized], slots, values);
        for (var slot = vectorized; slot < row.Length; slot++)
        {
            if (row[slot] != 0)
            {
                slots[count] = slot;
                values[count] = row[slot];
                count++;
            }
        }

        return count;
    }

    // Branch-free, because a processor cannot predict which pixels are zero.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Pack(ReadOnlySpan<float> row, Span<int> slots, Span<float> values)
    {
        ref var setLanes = ref MemoryMarshal.GetArrayDataReference(SetLanes);
        ref var first = ref MemoryMarshal.GetReference(row);
        ref var firstSlot = ref MemoryMarshal.GetReference(slots);
        ref var firstValue = ref MemoryMarshal.GetReference(values);
        nuint count = 0;
        for (var slot = 0; slot < row.Length; slot += Lanes)
        {
            var vector = Vector256.LoadUnsafe(ref first, (nuint)slot);
            var pattern = Pattern(vector);
            var lanes = Avx2.ConvertToVector256Int32(Vector128.CreateScalar(Unsafe.Add(ref setLanes, pattern)).AsByte());
            (lanes + Vector256.Create(slot)).StoreUnsafe(ref firstSlot, count);
            Avx2.PermuteVar8x32(vector, lanes).StoreUnsafe(ref firstValue, count);
            count += (nuint)BitOperations.PopCount(pattern);
        }

        return (int)count;
    }

    private static int Pick(ReadOnlySpan<float> row, Span<int> slots, Span<float> values)
    {
        var count = 0;
        for (var slot = 0; slot < row.Length; slot += Lanes)
        {
            for (var bits = Pattern(Vector256.Create(row.Slice(slot, Lanes))); bits != 0; bits &= bits - 1)
            {
                slots[count] = slot + BitOperations.TrailingZeroCount(bits);
                values[count] = row[slots[count]];
                count++;
            }
        }

        return count;
    }

    // One bit per nonzero value, from the lowest.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Pattern(Vector256<float> values) =>
        ~Vector256.Equals(values, Vector256<float>.Zero).ExtractMostSignificantBits() & 0xFF;
}
