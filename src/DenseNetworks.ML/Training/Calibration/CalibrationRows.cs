using DenseNetworks.Network;

namespace DenseNetworks.ML.Training;

/// <summary>Labeled rows, without those of the background class, on which a trained network is measured.</summary>
internal sealed class CalibrationRows(TrainingRows rows, int[] order, int threadCount, Action? throwIfCancelled)
{
    private const int RowsBetweenChecks = 1_024;

    private delegate void Score(int index, SparseRow features, float[] probabilities);

    public int Count => order.Length;

    public int[] Labels => Array.ConvertAll(order, row => rows.Labels[row]);

    public float[] Weights => Array.ConvertAll(order, rows.WeightOf);

    /// <summary>Selects labeled rows, evenly spaced if there are more than a limit.</summary>
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

    // Each thread has its own reader and its own probabilities.
    private void ForEach(DenseNetwork network, Score score)
    {
        // Uses separate threads, because all threads of the pool may be waiting for trainings.
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

    /// <summary>Reads rows without their zeros, from dense or sparse features. Not thread-safe.</summary>
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
