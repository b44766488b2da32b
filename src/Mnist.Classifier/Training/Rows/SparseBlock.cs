using Mnist.Classifier.Network;

namespace Mnist.Classifier.Training;

/// <summary>Some rows without their zeros, one after the other.</summary>
internal sealed class SparseBlock
{
    private readonly int[] _starts;
    private readonly int[] _slots;
    private readonly float[] _values;

    /// <param name="rows">The rows with their zeros, <c>[rows, features]</c>. Copied.</param>
    /// <param name="featureCount">The number of features.</param>
    public SparseBlock(ReadOnlySpan<float> rows, int featureCount)
    {
        _starts = new int[(rows.Length / featureCount) + 1];
        var count = NonZeros.Count(rows);
        _slots = new int[count];
        _values = new float[count];
        var (slots, kept) = (new int[NonZeros.BufferLength(featureCount)], new float[NonZeros.BufferLength(featureCount)]);
        for (var row = 0; row < RowCount; row++)
        {
            var start = _starts[row];
            var length = NonZeros.Gather(rows.Slice(row * featureCount, featureCount), slots, kept);
            slots.AsSpan(0, length).CopyTo(_slots.AsSpan(start));
            kept.AsSpan(0, length).CopyTo(_values.AsSpan(start));
            _starts[row + 1] = start + length;
        }
    }

    public int RowCount => _starts.Length - 1;

    public SparseRow this[int row]
    {
        get
        {
            var (start, count) = (_starts[row], _starts[row + 1] - _starts[row]);
            return new SparseRow(_slots.AsSpan(start, count), _values.AsSpan(start, count));
        }
    }
}
