namespace Mnist.Classifier.Benchmarks;

/// <summary>A model to evaluate.</summary>
/// <param name="Name">The name over its column.</param>
/// <param name="Seed">What it was trained by.</param>
/// <param name="IsBehindPictures">
/// Whether each image is taken for a picture, as if it came from a file, where a suite knows the difference: the digit is
/// looked for and brought into the form of MNIST before it is read.
/// </param>
/// <param name="Classifier">What it predicts with.</param>
internal sealed record Model(string Name, int Seed, bool IsBehindPictures, MnistClassifier Classifier);
