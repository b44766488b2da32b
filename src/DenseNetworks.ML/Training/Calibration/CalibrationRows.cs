namespace DenseNetworks.ML.Training;

/// <summary>Rows of the classes, not of the background, that a trained network is measured on.</summary>
/// <param name="rows">The rows to choose from.</param>
/// <param name="order">Which of them.</param>
/// <param name="threadCount">The number of threads that score them.</param>
/// <param name="throwIfCancelled">Called every so many rows.</param>
internal sealed class CalibrationRows(TrainingRows rows, int[] order, int threadCount, Action? throwIfCancelled)
{
    private const int RowsBetweenChecks = 1_024;

    /// <summary>Gets the number of rows.</summary>
    public int Count => order.Length;

    /// <summary>Gets the classes of the rows, from 0.</summary>
    public int[] Labels => Array.ConvertAll(order, row => rows.Labels[row]);

    /// <summary>Gets how much each row counts.</summary>
    public float[] Weights => Array.ConvertAll(order, rows.WeightOf);

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
