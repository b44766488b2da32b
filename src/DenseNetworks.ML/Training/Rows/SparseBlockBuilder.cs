using DenseNetworks.Network;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.Training;

/// <summary>Collects rows without their zeros, and makes blocks of them. Its memory is used again for the next block.</summary>
/// <param name="featureCount">The number of features.</param>
internal sealed class SparseBlockBuilder(int featureCount)
{
    private readonly List<int> _starts = [0];
    private int[] _slots = [];
    private float[] _values = [];

    /// <summary>Gets the number of rows since the last block.</summary>
    public int RowCount => _starts.Count - 1;

    /// <summary>Adds a row, in the form in which ML.NET has it.</summary>
    public void Add(in VBuffer<float> row)
    {
        var start = _starts[^1];
        var values = row.GetValues();
        MakeRoom(start + NonZeros.BufferLength(values.Length));
        var count = NonZeros.Gather(values, _slots.AsSpan(start), _values.AsSpan(start));
        if (!row.IsDense)
        {
            // So far they are places among the values that the row gives.
            var indices = row.GetIndices();
            foreach (ref var slot in _slots.AsSpan(start, count))
            {
                slot = indices[slot];
            }
        }

        _starts.Add(start + count);
    }

    /// <summary>Makes a block of the rows added since the last one.</summary>
    public SparseBlock Build()
    {
        var count = _starts[^1];
        var block = new SparseBlock([.. _starts], _slots.AsSpan(0, count).ToArray(), _values.AsSpan(0, count).ToArray(), featureCount);
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
