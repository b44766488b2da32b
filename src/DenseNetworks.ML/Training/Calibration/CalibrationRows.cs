using DenseNetworks.Network;

namespace DenseNetworks.ML.Training;

/// <summary>Rows of the classes, not of the background, that a trained network is measured on.</summary>
/// <param name="rows">The rows to choose from.</param>
/// <param name="order">Which of them.</param>
/// <param name="threadCount">The number of threads that score them.</param>
/// <param name="throwIfCancelled">Called every so many rows.</param>
internal sealed class CalibrationRows(TrainingRows rows, int[] order, int threadCount, Action? throwIfCancelled)
{
    private const int RowsBetweenChecks = 1_024;

    private delegate void Score(int index, SparseRow features, float[] probabilities);

    /// <summary>Gets the number of rows.</summary>
    public int Count => order.Length;

    /// <summary>Gets the classes of the rows, from 0.</summary>
    public int[] Labels => Array.ConvertAll(order, row => rows.Labels[row]);

    /// <summary>Chooses the rows of the classes, spread evenly over a selection where there are too many.</summary>
    /// <param name="selection">The rows to choose from.</param>
    /// <param name="classCount">The number of classes.</param>
    /// <param name="limit">The most rows to choose.</param>
    /// <param name="threadCount">The number of threads that score them.</param>
    /// <param name="throwIfCancelled">Called every so many rows.</param>
    public static CalibrationRows Choose(
        RowSelection selection, int classCount, int limit, int threadCount, Action? throwIfCancelled = null)
    {
        var labels = selection.Rows.Labels;
        var labelled = Array.FindAll(selection.Order.ToArray(), row => labels[row] < classCount);
        var count = Math.Min(limit, labelled.Length);
        var chosen = new int[count];
        for (var i = 0; i < count; i++)
        {
            chosen[i] = labelled[(long)i * labelled.Length / count];
        }

        return new CalibrationRows(selection.Rows, chosen, threadCount, throwIfCancelled);
    }

    /// <summary>Computes the logits of each row.</summary>
    /// <returns>For each row, one for each class.</returns>
    public float[][] ComputeLogits(DenseNetwork network)
    {
        var logits = new float[Count][];
        ForEach(network, (i, features, _) =>
        {
            logits[i] = new float[network.ClassCount];
            network.ComputeLogits(features, logits[i]);
        });
        return logits;
    }

    /// <summary>Computes the known score of each row.</summary>
    public float[] ComputeKnownScores(DenseNetwork network)
    {
        var scores = new float[Count];
        ForEach(network, (i, features, probabilities) => network.ComputeProbabilities(features, probabilities, out scores[i]));
        return scores;
    }

    // Each thread has its own reader and probabilities.
    private void ForEach(DenseNetwork network, Score score)
    {
        for (var start = 0; start < Count; start += RowsBetweenChecks)
        {
            throwIfCancelled?.Invoke();
            ForEach(network, start, Math.Min(start + RowsBetweenChecks, Count), score);
        }
    }

    private void ForEach(DenseNetwork network, int start, int end, Score score) => Parallel.For(
        start,
        end,
        new ParallelOptions { MaxDegreeOfParallelism = threadCount },
        () => (Reader: new RowReader(rows.Features, network.InputSize), Probabilities: new float[network.ClassCount]),
        (i, _, own) =>
        {
            score(i, own.Reader.Read(order[i]), own.Probabilities);
            return own;
        },
        _ => { });

    /// <summary>Reads rows without their zeros, in whatever form they are kept. For one thread at a time.</summary>
    private sealed class RowReader(IFeatures features, int featureCount)
    {
        private readonly float[] _row = features is SparseFeatures ? [] : new float[featureCount];
        private readonly float[] _values = features is SparseFeatures ? [] : new float[NonZeros.BufferLength(featureCount)];
        private readonly int[] _slots = features is SparseFeatures ? [] : new int[NonZeros.BufferLength(featureCount)];

        public SparseRow Read(int row)
        {
            if (features is SparseFeatures sparse)
            {
                return sparse[row];
            }

            features.CopyTo(row, _row);
            var count = NonZeros.Gather(_row, _slots, _values);
            return new SparseRow(_slots.AsSpan(0, count), _values.AsSpan(0, count));
        }
    }
}
