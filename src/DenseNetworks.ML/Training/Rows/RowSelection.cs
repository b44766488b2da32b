namespace DenseNetworks.ML.Training;

/// <summary>Some rows of a <see cref="TrainingRows"/>, in an order that can be shuffled.</summary>
internal sealed class RowSelection(TrainingRows rows, int[] order)
{
    public TrainingRows Rows => rows;

    /// <summary>Gets the numbers of the chosen rows, in their order.</summary>
    public ReadOnlySpan<int> Order => order;

    public int Count => order.Length;

    public static RowSelection All(TrainingRows rows) => new(rows, [.. Enumerable.Range(0, rows.Count)]);

    public void Shuffle(Random random) => random.Shuffle(order);

    /// <summary>
    /// Computes the entropy of the labels (natural logarithm): the mean cross-entropy of one who knows how frequent each is.
    /// </summary>
    public double LabelEntropy() => order
        .GroupBy(row => rows.Labels[row], (_, group) => (double)group.Count() / Count)
        .Sum(share => -share * Math.Log(share));

    /// <summary>Splits the selection in two, the first part with <paramref name="count"/> rows.</summary>
    public (RowSelection First, RowSelection Second) Split(int count) =>
        (new RowSelection(rows, order[..count]), new RowSelection(rows, order[count..]));
}
