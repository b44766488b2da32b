namespace DenseNetworks.Network;

/// <summary>A row without its zeros.</summary>
internal readonly ref struct SparseRow(ReadOnlySpan<int> slots, ReadOnlySpan<float> values)
{
    /// <summary>Gets the slots of the values in the row, in ascending order.</summary>
    public ReadOnlySpan<int> Slots { get; } = slots;

    public ReadOnlySpan<float> Values { get; } = values;

    /// <summary>Gets the values whose slots are in the range from start to end, exclusive.</summary>
    public SparseRow Slice(int start, int end)
    {
        var first = LowerBound(Slots, start);
        var count = LowerBound(Slots[first..], end);
        return new SparseRow(Slots.Slice(first, count), Values.Slice(first, count));
    }

    // The number of slots below a bound.
    private static int LowerBound(ReadOnlySpan<int> slots, int bound)
    {
        var index = slots.BinarySearch(bound);
        return index < 0 ? ~index : index;
    }
}
