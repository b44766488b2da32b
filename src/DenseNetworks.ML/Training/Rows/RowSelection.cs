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
        .GroupBy(row => rows.Labels[row], (_, group) => SumWeights([.. group]) / SumWeights(order))
        .Sum(share => -share * Math.Log(share));

    /// <summary>Sums up how much some of the chosen rows count.</summary>
    /// <param name="start">The first row in the order.</param>
    /// <param name="count">The number of rows.</param>
    public double SumWeights(int start, int count) => SumWeights(Order.Slice(start, count));

    /// <summary>
    /// Scales the weights of all rows so that those of the chosen ones are 1 on average: it is by how much one row counts more
    /// than another that they differ.
    /// </summary>
    public void NormalizeWeights()
    {
        var mean = SumWeights(order) / Count;
        foreach (ref var weight in rows.Weights.AsSpan())
        {
            weight = (float)(weight / mean);
        }
    }

    /// <summary>Splits the selection in two, the first part with <paramref name="count"/> rows.</summary>
    public (RowSelection First, RowSelection Second) Split(int count) =>
        (new RowSelection(rows, order[..count]), new RowSelection(rows, order[count..]));

    private double SumWeights(ReadOnlySpan<int> numbers)
    {
        if (rows.Weights is null)
        {
            return numbers.Length;
        }

        var sum = 0.0;
        foreach (var row in numbers)
        {
            sum += rows.Weights[row];
        }

        return sum;
    }
}
