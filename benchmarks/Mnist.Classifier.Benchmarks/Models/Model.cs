namespace Mnist.Classifier.Benchmarks;

/// <summary>A model to judge.</summary>
/// <param name="Name">The name over its column.</param>
/// <param name="Seed">What it was trained by.</param>
/// <param name="Classifier">What it predicts with.</param>
internal sealed record Model(string Name, int Seed, MnistClassifier Classifier);
