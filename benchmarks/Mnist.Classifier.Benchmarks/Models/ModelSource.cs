namespace Mnist.Classifier.Benchmarks;

/// <summary>A model to evaluate, and how to obtain it.</summary>
/// <param name="Name">The name over its column.</param>
/// <param name="Seeds">What to train it by, each time anew; a single one for a model that is only loaded.</param>
/// <param name="Get">Trains it from training images and a seed, or loads it.</param>
internal sealed record ModelSource(string Name, IReadOnlyList<int> Seeds, Func<MnistDataset, int, MnistClassifier> Get)
{
    /// <summary>Gets a value indicating whether it is trained for the table, on other images than those measured on.</summary>
    public bool IsTrainedHere { get; init; }

    /// <summary>Gets a value indicating whether to also evaluate it on pictures, in suites that distinguish these.</summary>
    public bool IsBehindPicturesToo { get; init; }

    /// <summary>Gets a value indicating whether images are taken for pictures before the model sees them.</summary>
    public bool IsBehindPictures { get; private init; }

    /// <summary>Gets the same model behind pictures, for another column.</summary>
    public ModelSource BehindPictures() => this with { Name = $"{Name}, as a picture", IsBehindPictures = true };
}
