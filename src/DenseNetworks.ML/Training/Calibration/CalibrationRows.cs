namespace DenseNetworks.ML.Training;

/// <summary>Rows of the classes, not of the background, that a trained network is measured on.</summary>
internal sealed class CalibrationRows(TrainingRows rows, int[] order, int threadCount, Action? throwIfCancelled)
{
    private const int RowsBetweenChecks = 1_024;

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

    public float[] ComputeKnownScores(DenseNetwork network)
    {
        var scores = new float[Count];
        ForEach(network, (i, features, probabilities) => network.ComputeProbabilities(features, probabilities, out scores[i]));
        return scores;
    }

    // Each thread has its own features and probabilities.
    private void ForEach(DenseNetwork network, Action<int, float[], float[]> score)
    {
        // Threads of its own: those of the pool may all be waiting for trainings to end, this one too.
        using var workers = new Workers(Math.Clamp(Count, 1, threadCount));
        workers.Run(worker =>
        {
            var features = new float[network.InputSize];
            var probabilities = new float[network.ClassCount];
            var part = WorkerPart.Of(Count, worker, workers.Count);
            for (var i = part.Start; i < part.End; i++)
            {
                if (i % RowsBetweenChecks == 0)
                {
                    throwIfCancelled?.Invoke();
                }

                rows.Features.CopyTo(order[i], features);
                score(i, features, probabilities);
            }
        });
    }
}
