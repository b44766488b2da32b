namespace DenseNetworks.ML.Training;

/// <summary>
/// The features of a batch's rows, in the form in which a first layer takes them. What feeds the rows to a network is here,
/// and every network that looks at the same batch looks at the same input.
/// </summary>
/// <param name="rows">How many rows there can be at once.</param>
internal abstract class BatchInput(RowLimits rows)
{
    private readonly int[] _order = new int[rows.Evaluated];

    /// <summary>Gets the rows that the batch is drawn from.</summary>
    protected IFeatures Features { get; private set; } = null!;

    /// <summary>Gets the number of rows of the batch.</summary>
    public int Count { get; private set; }

    /// <summary>Turns to a batch. Called before the workers begin.</summary>
    /// <param name="source">The rows that the batch is drawn from.</param>
    /// <param name="order">The numbers of the batch's rows.</param>
    /// <param name="step">The number of the step that learns from the batch, from 1; 0 if it is only evaluated.</param>
    public virtual void Prepare(TrainingRows source, ReadOnlySpan<int> order, long step)
    {
        Features = source.Features;
        Count = order.Length;
        order.CopyTo(_order);
    }

    /// <summary>Makes a worker's rows ready.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="share">Its rows.</param>
    public abstract void Fill(int worker, Share share);

    /// <summary>Gets the number, among all rows, of a row of the batch.</summary>
    protected int NumberOf(int row) => _order[row];
}
