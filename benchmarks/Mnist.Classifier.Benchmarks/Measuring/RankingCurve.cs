namespace Mnist.Classifier.Benchmarks;

/// <summary>How well a score separates two classes.</summary>
internal static class RankingCurve
{
    /// <summary>
    /// Measures the area under the receiver operating characteristic: how often one of the first kind has a higher score
    /// than one of the second, both drawn at random; a tie counts half. 0.5 is guessing.
    /// </summary>
    /// <remarks>
    /// By ranks, as J. Hanley, B. McNeil, "The meaning and use of the area under a receiver operating characteristic (ROC)
    /// curve", 1982: it is the statistic of Wilcoxon, and Mann and Whitney.
    /// </remarks>
    /// <param name="positives">The scores of those that should be high; at least one, and none that is not a number.</param>
    /// <param name="negatives">The scores of the others; the same.</param>
    /// <returns>The area, 0 to 1.</returns>
    public static double Area(IReadOnlyList<float> positives, IReadOnlyList<float> negatives)
    {
        // Twice the number of correctly ordered pairs, so that ties count 1 and all are whole numbers.
        var (pairs, below) = (0L, 0L);
        foreach (var tied in positives.CountBy(score => score)
            .Select(tied => (Score: tied.Key, Positives: tied.Value, Negatives: 0))
            .Concat(negatives.CountBy(score => score).Select(tied => (Score: tied.Key, Positives: 0, Negatives: tied.Value)))
            .GroupBy(tied => tied.Score)
            .OrderBy(group => group.Key))
        {
            long positive = tied.Sum(count => count.Positives);
            long negative = tied.Sum(count => count.Negatives);
            pairs += positive * ((2 * below) + negative);
            below += negative;
        }

        return pairs / (2.0 * positives.Count * negatives.Count);
    }
}
