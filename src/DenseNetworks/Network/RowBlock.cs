namespace DenseNetworks.Network;

/// <summary>Rows that are scored together, and buffers for the outputs of the layers.</summary>
internal ref struct RowBlock
{
    public ReadOnlySpan<float> Features;
    public Span<float> Probabilities;

    /// <summary>The in-distribution score of each row; empty if they are not needed.</summary>
    public Span<float> InDistributionScores;

    public int RowCount;

    /// <summary>A buffer for one row without its zeros.</summary>
    public Span<int> Slots;
    public Span<float> Values;

    /// <summary>Buffers for the outputs of a layer for all rows, and of the next layer.</summary>
    public Span<float> Outputs;
    public Span<float> NextOutputs;

    public void SwapOutputs()
    {
        var outputs = Outputs;
        Outputs = NextOutputs;
        NextOutputs = outputs;
    }
}
