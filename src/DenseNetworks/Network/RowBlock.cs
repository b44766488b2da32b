namespace DenseNetworks.Network;

/// <summary>Rows that are scored together, and room for what the layers give on the way.</summary>
internal ref struct RowBlock
{
    public ReadOnlySpan<float> Features;
    public Span<float> Probabilities;

    /// <summary>An in-distribution score for each row, or nothing where nobody asks for them.</summary>
    public Span<float> InDistributionScores;

    public int RowCount;

    /// <summary>Room for one row without its zeros.</summary>
    public Span<int> Slots;
    public Span<float> Values;

    /// <summary>Room for what a layer gives, of all rows, and for what the next one does.</summary>
    public Span<float> Outputs;
    public Span<float> NextOutputs;

    public void SwapRooms()
    {
        var room = Outputs;
        Outputs = NextOutputs;
        NextOutputs = room;
    }
}
