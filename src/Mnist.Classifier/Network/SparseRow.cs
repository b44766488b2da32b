using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mnist.Classifier.Network;

/// <summary>A row of values without its zeros.</summary>
/// <param name="slots">Where the values stand in the row, ascending.</param>
/// <param name="values">The values, as many.</param>
internal readonly ref struct SparseRow(ReadOnlySpan<int> slots, ReadOnlySpan<float> values)
{
    /// <summary>Gets where the values stand in the row, ascending.</summary>
    public ReadOnlySpan<int> Slots { get; } = slots;

    /// <summary>Gets the values.</summary>
    public ReadOnlySpan<float> Values { get; } = values;

    /// <summary>Collects the values of a row that are not zero. One that is not a number is collected too.</summary>
    /// <param name="row">The row with its zeros.</param>
    /// <param name="slots">Receives where the values stand; as long as <paramref name="row"/> is always enough.</param>
    /// <param name="values">Receives the values.</param>
    /// <returns>How many there are.</returns>
    public static int Gather(ReadOnlySpan<float> row, Span<int> slots, Span<float> values)
    {
        var count = 0;
        var slot = 0;
        ref var first = ref MemoryMarshal.GetReference(row);
        for (; slot <= row.Length - Vector256<float>.Count; slot += Vector256<float>.Count)
        {
            var zeros = Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)slot), Vector256<float>.Zero);
            // One bit per value that is not zero. Most groups of an image of a digit have none.
            for (var bits = zeros.ExtractMostSignificantBits() ^ 0xFF; bits != 0; bits &= bits - 1)
            {
                slots[count] = slot + BitOperations.TrailingZeroCount(bits);
                values[count] = row[slots[count]];
                count++;
            }
        }

        for (; slot < row.Length; slot++)
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

    /// <summary>Gets the values whose slots lie in a range.</summary>
    /// <param name="start">The first slot.</param>
    /// <param name="end">The slot after the last.</param>
    public SparseRow Slice(int start, int end)
    {
        var first = LowerBound(Slots, start);
        var count = LowerBound(Slots[first..], end);
        return new SparseRow(Slots.Slice(first, count), Values.Slice(first, count));
    }

    // How many slots are below a bound.
    private static int LowerBound(ReadOnlySpan<int> slots, int bound)
    {
        var index = slots.BinarySearch(bound);
        return index < 0 ? ~index : index;
    }
}
