namespace DenseNetworks.ML.Training;

/// <summary>Finds the in-distribution score from which on a row counts as one of the classes.</summary>
internal static class RejectionThresholdFit
{
    /// <summary>
    /// The share of rows of the classes that may be below the threshold: half of the hundredth that is meant for rows never
    /// seen, because scores of rows that were learned are a little higher, and few rows measure their lowest scores badly.
    /// </summary>
    public const double RefusedShare = 0.005;

    /// <summary>
    /// Sorts the in-distribution scores of rows, and their weights with them, and returns the largest that no more than
    /// <see cref="RefusedShare"/> of the weight is below; null if it is no finite number, or there are none.
    /// </summary>
    public static float? Fit(float[] scores, float[] weights)
    {
        Array.Sort(scores, weights);
        var (below, allowed) = (0.0, RefusedShare * weights.Sum(weight => (double)weight));
        var row = 0;
        while (row < scores.Length - 1 && below + weights[row] <= allowed)
        {
            below += weights[row++];
        }

        return scores.Length > 0 && float.IsFinite(scores[row]) ? scores[row] : null;
    }
}
