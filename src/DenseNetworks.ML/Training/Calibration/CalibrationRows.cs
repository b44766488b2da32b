using DenseNetworks.Network;

namespace DenseNetworks.ML.Training;

/// <summary>Rows of the classes, not of the background, that a trained network is measured on.</summary>
internal sealed class CalibrationRows(TrainingRows rows, int[] order, int threadCount, Action? throwIfCancelled)
{
    private const int RowsBetweenChecks = 1_024;

    private delegate void Score(int index, SparseRow features, float[] probabilities);

    public int Count => order.Length;

    public int[] Labels => Array.ConvertAll(order, row => rows.Labels[row]);

    /// <summary>Gets how much each row counts.</summary>
    public float[] Weights => Array.ConvertAll(order, rows.WeightOf);

    /// <summary>Chooses the rows of the classes, spread evenly over a selection where there are too many.</summary>
    public static CalibrationRows Choose(
        RowSelection selection, int classCount, int limit, int threadCount, Action? throwIfCancelled = null)
    {
        var labels = selection.Rows.Labels;
        var labelled = Array.FindAll(selection.Order.ToArray(), row => labels[row] < classCount);
        var count = Math.Min(limit, labelled.Length);
        var chosen = Enumerable.Range(0, count).Select(i => labelled[(long)i * labelled.Length / count]).ToArray();
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

    public float[] ComputeInDistributionScores(DenseNetwork network)
    {
        var scores = new float[Count];
        ForEach(network, (i, features, probabilities) => network.ComputeProbabilities(features, probabilities, out scores[i]));
        return scores;
    }

    // Each thread has its own reader and probabilities.
    private void ForEach(DenseNetwork network, Score score)
    {
        // Threads of its own: those of the pool may all be waiting for trainings to end, this one too.
        using var workers = new Workers(Math.Clamp(Count, 1, threadCount));
        workers.Run(worker =>
        {
            var reader = new RowReader(rows.Features, network.InputSize);
            var probabilities = new float[network.ClassCount];
            var part = WorkerPart.Of(Count, worker, workers.Count);
            for (var i = part.Start; i < part.End; i++)
            {
                if (i % RowsBetweenChecks == 0)
                {
                    throwIfCancelled?.Invoke();
                }

                score(i, reader.Read(order[i]), probabilities);
            }
        });
    }

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
