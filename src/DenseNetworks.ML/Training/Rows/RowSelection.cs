namespace DenseNetworks.ML.Training;

/// <summary>A selection of rows of a <see cref="TrainingRows"/>, in an order that can be shuffled.</summary>
internal sealed class RowSelection(TrainingRows rows, int[] order)
{
    public TrainingRows Rows => rows;

    /// <summary>Gets the numbers of the selected rows, in order.</summary>
    public ReadOnlySpan<int> Order => order;

    public int Count => order.Length;

    public static RowSelection All(TrainingRows rows) => new(rows, [.. Enumerable.Range(0, rows.Count)]);

    public void Shuffle(Random random) => random.Shuffle(order);

    /// <summary>
    /// Computes the entropy of the labels (natural logarithm): the mean cross-entropy of a predictor that knows only the
    /// frequencies of the classes.
    /// </summary>
    public double LabelEntropy() => order
        .GroupBy(row => rows.Labels[row], (_, group) => SumWeights([.. group]) / SumWeights(order))
        .Sum(share => -share * Math.Log(share));

    /// <summary>Computes the sum of the weights of a range of rows, in their current order.</summary>
    public double SumWeights(int start, int count) => SumWeights(Order.Slice(start, count));

    /// <summary>
    /// Scales the weights of all rows so that the mean over the selected ones is 1. Only ratios of weights matter.
    /// </summary>
    public void NormalizeWeights()
    {
        var mean = SumWeights(order) / Count;
        foreach (ref var weight in rows.Weights.AsSpan())
        {
            weight = (float)(weight / mean);
        }
    }

    /// <summary>Splits the selection in two, the first with <paramref name="count"/> rows.</summary>
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
