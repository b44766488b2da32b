namespace DenseNetworks.ML.Training;

/// <summary>Rows with all their zeros, gathered into a matrix; augmented, if asked for, where they are learned from.</summary>
/// <param name="rows">How many rows there can be at once.</param>
/// <param name="featureCount">The number of features.</param>
/// <param name="augmentation">Makes new rows to learn from; or null.</param>
internal sealed class MatrixInput(RowLimits rows, int featureCount, RowAugmentation? augmentation) : BatchInput(rows)
{
    private bool _isAugmented;

    /// <summary>Gets the batch, <c>[rows, features]</c>.</summary>
    public FloatBuffer Values { get; } = RowLimits.MakeBuffer(rows.Evaluated, featureCount);

    public override void Prepare(TrainingRows source, ReadOnlySpan<int> order, long step)
    {
        base.Prepare(source, order, step);
        _isAugmented = step > 0 && augmentation is not null;
        if (_isAugmented)
        {
            augmentation!.BeginStep(step);
        }
    }

    public override void Fill(int worker, Share share)
    {
        for (var row = share.Start; row < share.End; row++)
        {
            var destination = Values.Slice((long)row * featureCount, featureCount);
            if (_isAugmented)
            {
                augmentation!.Augment(worker, Features, NumberOf(row), row, destination);
            }
            else
            {
                Features.CopyTo(NumberOf(row), destination);
            }
        }
    }
}
