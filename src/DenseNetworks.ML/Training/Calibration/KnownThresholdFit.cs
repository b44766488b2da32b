namespace DenseNetworks.ML.Training;

/// <summary>Finds the known score from which on a row counts as one of the classes.</summary>
internal static class KnownThresholdFit
{
    /// <summary>
    /// The share of rows of the classes that may be below the threshold: half of the hundredth that is meant for rows never
    /// seen, because scores of rows that were learned are a little higher, and few rows measure their lowest scores badly.
    /// </summary>
    public const double RefusedShare = 0.005;

    /// <summary>
    /// Sorts the known scores of rows, and returns the largest that no more than <see cref="RefusedShare"/> of them are below;
    /// null if it is no finite number, or there are none.
    /// </summary>
    public static float? Fit(float[] scores)
    {
        Array.Sort(scores);
        return scores.Length > 0 && scores[(int)(RefusedShare * scores.Length)] is var threshold && float.IsFinite(threshold)
            ? threshold
            : null;
    }
}
