namespace DenseNetworks.Network;

/// <summary>A row of values without its zeros.</summary>
/// <param name="slots">Where the values stand in the row, ascending.</param>
/// <param name="values">The values, as many.</param>
internal readonly ref struct SparseRow(ReadOnlySpan<int> slots, ReadOnlySpan<float> values)
{
    /// <summary>Gets where the values stand in the row, ascending.</summary>
    public ReadOnlySpan<int> Slots { get; } = slots;

    /// <summary>Gets the values.</summary>
    public ReadOnlySpan<float> Values { get; } = values;

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
