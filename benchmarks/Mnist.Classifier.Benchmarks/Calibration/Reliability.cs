namespace Mnist.Classifier.Benchmarks;

/// <summary>
/// Whether predictions are right as often as they say. The bins and the error are those of M. Naeini, G. Cooper,
/// M. Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", 2015, and C. Guo et al., "On
/// calibration of modern neural networks", 2017, https://arxiv.org/abs/1706.04599.
/// </summary>
internal sealed class Reliability
{
    /// <summary>The number of bins, as wide as each other, that most papers report.</summary>
    public const int BinCount = 15;

    private readonly int _count;

    /// <summary>Sorts predictions into bins.</summary>
    /// <param name="predictions">
    /// For each its largest probability, 0 to 1, and whether it is right; at least one prediction.
    /// </param>
    public Reliability(IReadOnlyList<(double Confidence, bool IsRight)> predictions)
    {
        _count = predictions.Count;
        var byBin = predictions.ToLookup(prediction => BinOf(prediction.Confidence));
        Bins = [.. Enumerable.Range(0, BinCount).Select(bin => Sum([.. byBin[bin]]))];
    }

    /// <summary>Gets the bins: bin i has the confidences above i / 15 up to (i + 1) / 15.</summary>
    public IReadOnlyList<ConfidenceBin> Bins { get; }

    /// <summary>Gets the share of the predictions that is right, 0 to 1.</summary>
    public double Accuracy => Bins.Sum(bin => bin.Count * bin.Accuracy) / _count;

    /// <summary>Gets the mean of the largest probabilities, 0 to 1.</summary>
    public double MeanConfidence => Bins.Sum(bin => bin.Count * bin.MeanConfidence) / _count;

    /// <summary>
    /// Gets the expected calibration error, 0 to 1: how far the confidence of a bin is from its accuracy, on average over the
    /// predictions.
    /// </summary>
    public double ExpectedError => Bins.Sum(bin => bin.Count * Math.Abs(bin.Accuracy - bin.MeanConfidence)) / _count;

    private static int BinOf(double confidence) => Math.Clamp((int)Math.Ceiling(confidence * BinCount) - 1, 0, BinCount - 1);

    private static ConfidenceBin Sum((double Confidence, bool IsRight)[] predictions) => predictions is []
        ? default
        : new ConfidenceBin(
            predictions.Length,
            predictions.Average(prediction => prediction.Confidence),
            predictions.Average(prediction => prediction.IsRight ? 1.0 : 0));
}
