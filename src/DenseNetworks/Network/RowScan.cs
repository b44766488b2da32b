using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DenseNetworks.Network;

/// <summary>The result of one pass over values.</summary>
/// <param name="NonZeroCount">The number of nonzero values, including NaN.</param>
/// <param name="IsFinite">Whether all values are finite.</param>
internal readonly record struct RowScan(int NonZeroCount, bool IsFinite)
{
    private const uint WithoutSign = 0x7FFF_FFFF;
    private const uint Infinity = 0x7F80_0000;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RowScan Of(ReadOnlySpan<float> values)
    {
        // The bits of floats without their signs are ordered like the floats, with NaN above infinity.
        var bits = MemoryMarshal.Cast<float, uint>(values);
        ref var first = ref MemoryMarshal.GetReference(bits);
        var (count, largest, place) = (0u, 0u, 0);
        if (Vector512.IsHardwareAccelerated)
        {
            var (counts, most) = (Vector512<uint>.Zero, Vector512<uint>.Zero);
            for (; place <= bits.Length - Vector512<uint>.Count; place += Vector512<uint>.Count)
            {
                var sizes = Vector512.LoadUnsafe(ref first, (nuint)place) & Vector512.Create(WithoutSign);
                counts += Vector512.Min(sizes, Vector512<uint>.One);
                most = Vector512.Max(most, sizes);
            }

            count = Vector512.Sum(counts);
            largest = Largest(Vector256.Max(most.GetLower(), most.GetUpper()));
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            var (counts, most) = (Vector256<uint>.Zero, Vector256<uint>.Zero);
            for (; place <= bits.Length - Vector256<uint>.Count; place += Vector256<uint>.Count)
            {
                var sizes = Vector256.LoadUnsafe(ref first, (nuint)place) & Vector256.Create(WithoutSign);
                counts += Vector256.Min(sizes, Vector256<uint>.One);
                most = Vector256.Max(most, sizes);
            }

            count = Vector256.Sum(counts);
            largest = Largest(most);
        }

        for (; place < bits.Length; place++)
        {
            var size = bits[place] & WithoutSign;
            count += Math.Min(size, 1);
            largest = Math.Max(largest, size);
        }

        return new RowScan((int)count, largest < Infinity);
    }

    private static uint Largest(Vector256<uint> values)
    {
        var four = Vector128.Max(values.GetLower(), values.GetUpper());
        return Math.Max(Math.Max(four[0], four[1]), Math.Max(four[2], four[3]));
    }
}
