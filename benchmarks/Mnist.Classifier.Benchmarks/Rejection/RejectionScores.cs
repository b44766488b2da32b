namespace Mnist.Classifier.Benchmarks;

/// <summary>The scores of a model for whether images are digits, one number for each image.</summary>
/// <param name="Confidences">The largest probability.</param>
/// <param name="DigitScores">The in-distribution score; higher is more like a digit.</param>
/// <param name="AcceptedShare">The fraction of the images that are accepted as digits, 0 to 1.</param>
internal sealed record RejectionScores(float[] Confidences, float[] DigitScores, double AcceptedShare)
{
    public static RejectionScores Of(MnistClassifier classifier, IEnumerable<byte[]> images)
    {
        var predictions = images.AsParallel().AsOrdered().Select(image => classifier.Predict(image)).ToList();
        return new RejectionScores(
            [.. predictions.Select(prediction => prediction.Confidence)],
            [.. predictions.Select(prediction => prediction.DigitScore)],
            predictions.Count(prediction => prediction.IsDigit) / (double)predictions.Count);
    }
}
