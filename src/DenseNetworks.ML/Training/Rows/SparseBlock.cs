using DenseNetworks.ML.MLNet;
using DenseNetworks.Network;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.Training;

/// <summary>A block of rows without their zeros, stored contiguously.</summary>
internal sealed class SparseBlock(int[] starts, int[] slots, float[] values, int featureCount)
{
    public int RowCount => starts.Length - 1;

    /// <summary>Gets the share of nonzero features; 0 if there are no rows.</summary>
    public double Density => RowCount == 0 ? 0 : values.Length / ((double)RowCount * featureCount);

    public SparseRow this[int row]
    {
        get
        {
            var (start, count) = (starts[row], starts[row + 1] - starts[row]);
            return new SparseRow(slots.AsSpan(start, count), values.AsSpan(start, count));
        }
    }

    public void CopyTo(int row, Span<float> destination)
    {
        destination.Clear();
        for (var i = starts[row]; i < starts[row + 1]; i++)
        {
            destination[slots[i]] = values[i];
        }
    }
}

/// <summary>Collects rows without their zeros into blocks. Its memory is reused for the next block.</summary>
internal sealed class SparseBlockBuilder(int featureCount)
{
    private readonly List<int> _starts = [0];
    private int[] _slots = [];
    private float[] _values = [];

    public int RowCount => _starts.Count - 1;

    public void Add(in VBuffer<float> row)
    {
        var start = _starts[^1];
        MakeRoom(start + VectorNonZeros.BufferLength(row));
        _starts.Add(start + VectorNonZeros.Gather(row, _slots.AsSpan(start), _values.AsSpan(start)));
    }

    /// <summary>Creates a block of the rows added since the last one.</summary>
    public SparseBlock Build()
    {
        var count = _starts[^1];
        var block = new SparseBlock([.. _starts], _slots[..count], _values[..count], featureCount);
        _starts.Clear();
        _starts.Add(0);
        return block;
    }

    private void MakeRoom(int length)
    {
        if (_slots.Length < length)
        {
            var grown = (int)Math.Min(Array.MaxLength, Math.Max(length, 2L * _slots.Length));
            Array.Resize(ref _slots, grown);
            Array.Resize(ref _values, grown);
        }
    }
}
