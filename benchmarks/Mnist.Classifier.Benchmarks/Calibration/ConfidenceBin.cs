namespace Mnist.Classifier.Benchmarks;

/// <summary>The predictions of about one confidence.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="MeanConfidence">The mean of their largest probabilities, 0 to 1; 0 where there are none.</param>
/// <param name="Accuracy">The share that is right, 0 to 1; 0 where there are none.</param>
internal readonly record struct ConfidenceBin(int Count, double MeanConfidence, double Accuracy);
