namespace DenseNetworks.ML;

/// <summary>
/// Represents how well the probabilities of predictions are calibrated: of predictions with a probability of 80 %, 80 % should
/// be correct. The bins and the error are those of M. Naeini, G. Cooper, M. Hauskrecht, "Obtaining well calibrated
/// probabilities using Bayesian binning", 2015, and C. Guo et al., "On calibration of modern neural networks", 2017,
/// https://arxiv.org/abs/1706.04599. Immutable.
/// </summary>
/// <remarks>
/// <see cref="Microsoft.ML.CalibrationCatalogExtensions.EvaluateCalibration"/> computes it from the scored data of any model.
/// </remarks>
public sealed class CalibrationMetrics
{
    /// <summary>The number of bins of equal width, 15, as most papers report.</summary>
    public const int BinCount = 15;

    /// <summary>Initializes the metrics of predictions, of which there must be at least one.</summary>
    internal CalibrationMetrics(IReadOnlyList<(double Confidence, bool IsRight)> predictions)
    {
        Count = predictions.Count;
        var byBin = predictions.ToLookup(prediction => BinOf(prediction.Confidence));
        Bins = [.. Enumerable.Range(0, BinCount).Select(bin => Sum([.. byBin[bin]]))];
    }

    /// <summary>Gets the number of predictions, at least 1.</summary>
    public int Count { get; }

    /// <summary>
    /// Gets the <see cref="BinCount"/> bins: bin i contains the confidences greater than i / 15 and up to (i + 1) / 15. The
    /// first also contains 0.
    /// </summary>
    public IReadOnlyList<CalibrationBin> Bins { get; }

    /// <summary>Gets the share of correct predictions, 0 to 1.</summary>
    public double Accuracy => Bins.Sum(bin => bin.Count * bin.Accuracy) / Count;

    /// <summary>Gets the mean of the largest probabilities, 0 to 1.</summary>
    public double MeanConfidence => Bins.Sum(bin => bin.Count * bin.MeanConfidence) / Count;

    /// <summary>
    /// Gets the expected calibration error (ECE), 0 to 1, where 0 is best: the mean difference, over the predictions, between
    /// the confidence and the accuracy of their bins.
    /// </summary>
    public double ExpectedCalibrationError =>
        Bins.Sum(bin => bin.Count * Math.Abs(bin.Accuracy - bin.MeanConfidence)) / Count;

    private static int BinOf(double confidence) => Math.Clamp((int)Math.Ceiling(confidence * BinCount) - 1, 0, BinCount - 1);

    private static CalibrationBin Sum((double Confidence, bool IsRight)[] predictions) => predictions is []
        ? new CalibrationBin(0, 0, 0)
        : new CalibrationBin(
            predictions.Length,
            predictions.Average(prediction => prediction.Confidence),
            predictions.Average(prediction => prediction.IsRight ? 1.0 : 0));
}

/// <summary>Represents the predictions with similar confidences: one bar of a reliability diagram. Immutable.</summary>
public sealed class CalibrationBin
{
    internal CalibrationBin(int count, double meanConfidence, double accuracy)
    {
        Count = count;
        MeanConfidence = meanConfidence;
        Accuracy = accuracy;
    }

    /// <summary>Gets the number of predictions, 0 or more.</summary>
    public int Count { get; }

    /// <summary>Gets the mean of their largest probabilities, 0 to 1; 0 if there are no predictions.</summary>
    public double MeanConfidence { get; }

    /// <summary>Gets the share of correct predictions, 0 to 1; 0 if there are no predictions.</summary>
    public double Accuracy { get; }
}
