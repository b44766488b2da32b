namespace DenseNetworks.Network;

/// <summary>A row of values without its zeros.</summary>
internal readonly ref struct SparseRow(ReadOnlySpan<int> slots, ReadOnlySpan<float> values)
{
    /// <summary>Gets where the values stand in the row, ascending.</summary>
    public ReadOnlySpan<int> Slots { get; } = slots;

    public ReadOnlySpan<float> Values { get; } = values;

    /// <summary>Gets the values whose slots lie from a first one up to an end.</summary>
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
