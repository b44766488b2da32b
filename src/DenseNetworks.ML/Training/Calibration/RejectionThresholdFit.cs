namespace DenseNetworks.ML.Training;

/// <summary>Fits the rejection threshold of in-distribution scores.</summary>
internal static class RejectionThresholdFit
{
    /// <summary>
    /// The share of labeled rows below the threshold. It is half of the 1 % that is intended for new rows, because training
    /// rows have slightly higher scores, and a small number of rows measures low scores badly.
    /// </summary>
    public const double RejectedShare = 0.005;

    /// <summary>The share of augmented copies below the threshold, which have lower scores than new rows.</summary>
    public const double RejectedCopies = 0.01;

    /// <summary>
    /// Sorts the scores of rows, and their weights with them, and returns the largest score such that at most a share of the
    /// weight is below it; or null if it is not finite, or there are no rows.
    /// </summary>
    public static float? Fit(float[] scores, float[] weights, double share = RejectedShare)
    {
        Array.Sort(scores, weights);
        var (below, allowed) = (0.0, share * weights.Sum(weight => (double)weight));
        var row = 0;
        while (row < scores.Length - 1 && below + weights[row] <= allowed)
        {
            below += weights[row++];
        }

        return scores.Length > 0 && float.IsFinite(scores[row]) ? scores[row] : null;
    }
}
