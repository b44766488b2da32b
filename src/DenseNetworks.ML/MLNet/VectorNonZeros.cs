using DenseNetworks.Network;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.MLNet;

/// <summary>Collects the nonzero values of vectors of ML.NET.</summary>
internal static class VectorNonZeros
{
    /// <summary>Gets the length that the spans given to <see cref="Gather"/> must have.</summary>
    public static int BufferLength(in VBuffer<float> row) => NonZeros.BufferLength(row.GetValues().Length);

    /// <summary>
    /// Collects the nonzero values of a vector and their slots, in ascending order. Both spans must be
    /// <see cref="BufferLength"/> long.
    /// </summary>
    /// <returns>The number of nonzero values. The contents of the spans beyond it are undefined.</returns>
    public static int Gather(in VBuffer<float> row, Span<int> slots, Span<float> values)
    {
        var count = NonZeros.Gather(row.GetValues(), slots, values);
        if (!row.IsDense)
        {
            // So far, slots are indices into the stored values.
            var indices = row.GetIndices();
            foreach (ref var slot in slots[..count])
            {
                slot = indices[slot];
            }
        }

        return count;
    }
}
