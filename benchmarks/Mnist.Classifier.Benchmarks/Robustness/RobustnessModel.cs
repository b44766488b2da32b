namespace Mnist.Classifier.Benchmarks;

/// <summary>One that reads corrupted digits: a column of the table.</summary>
/// <param name="Name">The name over the column.</param>
/// <param name="Classifier">What reads.</param>
internal sealed record RobustnessModel(string Name, MnistClassifier Classifier)
{
    /// <summary>
    /// Gets a value indicating whether each image is taken for a picture, as if it came from a file: the digit is looked for
    /// and brought into the form of MNIST before it is read.
    /// </summary>
    public bool IsBehindPictures { get; private init; }

    /// <summary>Gets the same model behind pictures, another column.</summary>
    public RobustnessModel BehindPictures() => this with { Name = $"{Name}, as a picture", IsBehindPictures = true };
}
