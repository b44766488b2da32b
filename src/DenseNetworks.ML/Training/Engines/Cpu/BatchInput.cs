using DenseNetworks.Network;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Provides the features of the rows of a batch, in the form that a first layer takes. Networks that process the same batch
/// share it.
/// </summary>
internal abstract class BatchInput(RowLimits rows)
{
    private readonly int[] _order = new int[rows.Evaluated];

    protected IFeatures Features { get; private set; } = null!;

    /// <summary>Gets the number of the step that learns from the batch, from 1; 0 if it is only evaluated.</summary>
    protected long Step { get; private set; }

    /// <summary>Prepares for a batch, before the workers start. The step is 0 if the batch is only evaluated.</summary>
    public void Prepare(TrainingRows source, ReadOnlySpan<int> order, long step)
    {
        Features = source.Features;
        Step = step;
        order.CopyTo(_order);
    }

    /// <summary>Prepares the rows of a worker.</summary>
    public abstract void Fill(int worker, WorkerPart part);

    /// <summary>Gets the number of a row of the batch among all rows.</summary>
    protected int NumberOf(int row) => _order[row];
}

/// <summary>Gathers dense rows into a matrix, and augments those that are learned from if required.</summary>
internal sealed class MatrixInput(FloatMemory memory, RowLimits rows, int featureCount, RowAugmentation? augmentation)
    : BatchInput(rows)
{
    /// <summary>Gets the batch, <c>[rows, features]</c>.</summary>
    public FloatBuffer Values { get; } = memory.AllocateRows(rows.Evaluated, featureCount);

    public override void Fill(int worker, WorkerPart part)
    {
        for (var row = part.Start; row < part.End; row++)
        {
            var destination = Values.Slice((long)row * featureCount, featureCount);
            if (Step > 0 && augmentation is not null)
            {
                augmentation.Augment(worker, Features, NumberOf(row), Step, row, destination);
            }
            else
            {
                Features.CopyTo(NumberOf(row), destination);
            }
        }
    }
}

/// <summary>Provides sparse rows as they are stored.</summary>
internal sealed class SparseInput(RowLimits rows, int featureCount) : BatchInput(rows)
{
    public SparseRow this[int row] => ((SparseFeatures)Features)[NumberOf(row)];

    /// <summary>Computes the share of the rows in which each feature is nonzero.</summary>
    public double[] MeasureDensities() => ((SparseFeatures)Features).MeasureDensities(featureCount);

    public override void Fill(int worker, WorkerPart part)
    {
        // There is nothing to prepare.
    }
}
