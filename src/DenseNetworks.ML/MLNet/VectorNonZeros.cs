using DenseNetworks.Network;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.MLNet;

/// <summary>Takes the zeros out of vectors in the form in which ML.NET has them.</summary>
internal static class VectorNonZeros
{
    /// <summary>Gets the length of the spans that <see cref="Gather"/> needs.</summary>
    public static int BufferLength(in VBuffer<float> row) => NonZeros.BufferLength(row.GetValues().Length);

    /// <summary>Collects the values of a vector that are not zero.</summary>
    /// <param name="row">The vector.</param>
    /// <param name="slots">Receives where the values stand, ascending. At least <see cref="BufferLength"/> long.</param>
    /// <param name="values">Receives the values. At least as long.</param>
    /// <returns>How many there are. What stands behind them in the spans has no meaning.</returns>
    public static int Gather(in VBuffer<float> row, Span<int> slots, Span<float> values)
    {
        var count = NonZeros.Gather(row.GetValues(), slots, values);
        if (!row.IsDense)
        {
            // So far they are places among the values that the vector gives.
            var indices = row.GetIndices();
            foreach (ref var slot in slots[..count])
            {
                slot = indices[slot];
            }
        }

        return count;
    }
}
