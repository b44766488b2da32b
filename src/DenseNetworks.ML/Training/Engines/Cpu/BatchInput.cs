using DenseNetworks.Network;

namespace DenseNetworks.ML.Training;

/// <summary>
/// The features of a batch's rows, in the form in which a first layer takes them. What feeds the rows to a network is here,
/// and every network that looks at the same batch looks at the same input.
/// </summary>
internal abstract class BatchInput(RowLimits rows)
{
    private readonly int[] _order = new int[rows.Evaluated];

    protected IFeatures Features { get; private set; } = null!;

    /// <summary>Gets the number of the step that learns from the batch, from 1; 0 if it is only evaluated.</summary>
    protected long Step { get; private set; }

    /// <summary>Turns to a batch, before the workers begin. The step is 0 if the batch is only evaluated.</summary>
    public void Prepare(TrainingRows source, ReadOnlySpan<int> order, long step)
    {
        Features = source.Features;
        Step = step;
        order.CopyTo(_order);
    }

    /// <summary>Makes a worker's rows ready.</summary>
    public abstract void Fill(int worker, WorkerPart part);

    /// <summary>Gets the number, among all rows, of a row of the batch.</summary>
    protected int NumberOf(int row) => _order[row];
}

/// <summary>Rows with all their zeros, gathered into a matrix; augmented, if asked for, where they are learned from.</summary>
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

/// <summary>Rows without their zeros, as they are kept.</summary>
internal sealed class SparseInput(RowLimits rows, int featureCount) : BatchInput(rows)
{
    public SparseRow this[int row] => ((SparseFeatures)Features)[NumberOf(row)];

    /// <summary>Measures in which share of the rows each feature is not zero.</summary>
    public double[] MeasureDensities() => ((SparseFeatures)Features).MeasureDensities(featureCount);

    public override void Fill(int worker, WorkerPart part)
    {
        // They are ready as they are.
    }
}
