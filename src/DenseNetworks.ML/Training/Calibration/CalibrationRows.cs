using DenseNetworks.Network;

namespace DenseNetworks.ML.Training;

/// <summary>Labeled rows, without those of the background class, on which a trained network is measured.</summary>
internal sealed class CalibrationRows(
    TrainingRows rows, int[] order, int threadCount, Action? throwIfCancelled, ImageAugmenter? augmenter = null)
{
    private const int RowsBetweenChecks = 1_024;

    private delegate void Score(int index, SparseRow features, float[] probabilities);

    public int Count => order.Length;

    public bool AreAugmented => augmenter is not null;

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

    /// <summary>Returns augmented copies of the rows, in turn: as many as are asked for. They are always the same.</summary>
    public CalibrationRows Augment(ImageAugmenter by, int count) => new(
        rows, [.. Enumerable.Range(0, count).Select(i => order[i % order.Length])], threadCount, throwIfCancelled, by);

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
            var reader = new RowReader(rows.Features, network.InputSize, augmenter);
            var probabilities = new float[network.ClassCount];
            var part = WorkerPart.Of(Count, worker, workers.Count);
            for (var i = part.Start; i < part.End; i++)
            {
                if (i % RowsBetweenChecks == 0)
                {
                    throwIfCancelled?.Invoke();
                }

                score(i, reader.Read(order[i], i), probabilities);
            }
        });
    }

    /// <summary>Reads rows without their zeros, from dense or sparse features. Not thread-safe.</summary>
    private sealed class RowReader
    {
        private readonly IFeatures _features;
        private readonly ImageAugmenter? _augmenter;
        private readonly AugmentationScratch? _scratch;
        private readonly float[] _row = [];
        private readonly float[] _values = [];
        private readonly int[] _slots = [];

        public RowReader(IFeatures features, int featureCount, ImageAugmenter? augmenter)
        {
            (_features, _augmenter, _scratch) = (features, augmenter, augmenter?.MakeScratch());
            if (features is not SparseFeatures || augmenter is not null)
            {
                _row = new float[featureCount];
                _values = new float[NonZeros.BufferLength(featureCount)];
                _slots = new int[NonZeros.BufferLength(featureCount)];
            }
        }

        /// <param name="row">The row.</param>
        /// <param name="copy">The number of the copy, which decides how it is augmented.</param>
        public SparseRow Read(int row, int copy)
        {
            if (_augmenter is not null)
            {
                _features.CopyTo(row, _scratch!.Image);
                _augmenter.Augment(_scratch, new RowRandom(seed: 0, step: 0, copy), _row);
            }
            else if (_features is SparseFeatures sparse)
            {
                return sparse[row];
            }
            else
            {
                _features.CopyTo(row, _row);
            }

            var count = NonZeros.Gather(_row, _slots, _values);
            return new SparseRow(_slots.AsSpan(0, count), _values.AsSpan(0, count));
        }
    }
}
