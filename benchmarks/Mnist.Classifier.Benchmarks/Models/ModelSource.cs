namespace Mnist.Classifier.Benchmarks;

/// <summary>A model that is judged, and how to come by it.</summary>
/// <param name="Name">The name in tables.</param>
/// <param name="Get">Makes it of training images, or loads it.</param>
internal sealed record ModelSource(string Name, Func<MnistDataset, MnistClassifier> Get);
