namespace Mnist.Classifier.Benchmarks;

/// <summary>A model to judge.</summary>
/// <param name="Name">The name in tables.</param>
/// <param name="Classifier">What it predicts with.</param>
internal sealed record Model(string Name, MnistClassifier Classifier);
