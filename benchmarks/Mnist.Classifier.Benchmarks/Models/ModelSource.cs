namespace Mnist.Classifier.Benchmarks;

/// <summary>A model that is judged, and how to come by it.</summary>
/// <param name="Name">The name over its column.</param>
/// <param name="Seeds">What to train it by, each time anew; a single one for a model that is only loaded.</param>
/// <param name="Get">Makes it of training images and a seed, or loads it.</param>
internal sealed record ModelSource(string Name, IReadOnlyList<int> Seeds, Func<MnistDataset, int, MnistClassifier> Get);
