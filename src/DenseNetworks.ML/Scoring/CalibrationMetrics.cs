namespace DenseNetworks.ML;

/// <summary>
/// Whether predictions are right as often as they say: of those that are 80 % sure, 80 % should be right. The bins and the error
/// are those of M. Naeini, G. Cooper, M. Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", 2015, and
/// C. Guo et al., "On calibration of modern neural networks", 2017, https://arxiv.org/abs/1706.04599. Immutable.
/// </summary>
/// <remarks>
/// <see cref="Microsoft.ML.CalibrationCatalogExtensions.EvaluateCalibration"/> makes it for the scored data of any model.
/// </remarks>
public sealed class CalibrationMetrics
{
    /// <summary>The number of bins, as wide as each other, that most papers report: 15.</summary>
    public const int BinCount = 15;

    /// <summary>Sorts predictions, at least one, into bins.</summary>
    internal CalibrationMetrics(IReadOnlyList<(double Confidence, bool IsRight)> predictions)
    {
        Count = predictions.Count;
        var byBin = predictions.ToLookup(prediction => BinOf(prediction.Confidence));
        Bins = [.. Enumerable.Range(0, BinCount).Select(bin => Sum([.. byBin[bin]]))];
    }

    /// <summary>Gets how many predictions were judged, at least 1.</summary>
    public int Count { get; }

    /// <summary>
    /// Gets the <see cref="BinCount"/> bins: bin i has the confidences above i / 15 up to (i + 1) / 15, and the first has 0 too.
    /// </summary>
    public IReadOnlyList<CalibrationBin> Bins { get; }

    /// <summary>Gets the share of the predictions that is right, 0 to 1.</summary>
    public double Accuracy => Bins.Sum(bin => bin.Count * bin.Accuracy) / Count;

    /// <summary>Gets the mean of the largest probabilities, 0 to 1.</summary>
    public double MeanConfidence => Bins.Sum(bin => bin.Count * bin.MeanConfidence) / Count;

    /// <summary>
    /// Gets the expected calibration error (ECE), 0 to 1, 0 being the best: how far the confidence of a bin is from its accuracy,
    /// on average over the predictions.
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

/// <summary>The predictions of about one confidence, one bar of a reliability diagram. Immutable.</summary>
public sealed class CalibrationBin
{
    internal CalibrationBin(int count, double meanConfidence, double accuracy)
    {
        Count = count;
        MeanConfidence = meanConfidence;
        Accuracy = accuracy;
    }

    /// <summary>Gets how many predictions there are, 0 or more.</summary>
    public int Count { get; }

    /// <summary>Gets the mean of their largest probabilities, 0 to 1; 0 where there are no predictions.</summary>
    public double MeanConfidence { get; }

    /// <summary>Gets the share of them that is right, 0 to 1; 0 where there are no predictions.</summary>
    public double Accuracy { get; }
}
