using DenseNetworks.Network;

namespace DenseNetworks.ML.Training;

/// <summary>Some rows without their zeros, one after the other.</summary>
/// <param name="starts">Where each row starts, and where the last one ends.</param>
/// <param name="slots">The slots of all rows' values.</param>
/// <param name="values">The values of all rows.</param>
/// <param name="featureCount">The number of features.</param>
internal sealed class SparseBlock(int[] starts, int[] slots, float[] values, int featureCount)
{
    /// <summary>Gets the number of rows.</summary>
    public int RowCount => starts.Length - 1;

    /// <summary>Gets the share of the features that are not zero; 0 without rows.</summary>
    public double Density => RowCount == 0 ? 0 : values.Length / ((double)RowCount * featureCount);

    /// <summary>Gets one row.</summary>
    public SparseRow this[int row]
    {
        get
        {
            var (start, count) = (starts[row], starts[row + 1] - starts[row]);
            return new SparseRow(slots.AsSpan(start, count), values.AsSpan(start, count));
        }
    }

    /// <summary>Writes one row with its zeros.</summary>
    /// <param name="row">The row.</param>
    /// <param name="destination">Receives it, <c>[features]</c>.</param>
    public void CopyTo(int row, Span<float> destination)
    {
        destination.Clear();
        for (var i = starts[row]; i < starts[row + 1]; i++)
        {
            destination[slots[i]] = values[i];
        }
    }
}
