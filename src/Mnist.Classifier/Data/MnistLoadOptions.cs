namespace Mnist.Classifier;

/// <summary>Options for <see cref="MnistDataset"/>.<c>Load</c>. Immutable.</summary>
public sealed record MnistLoadOptions
{
    /// <summary>
    /// Gets the fraction of the images of each digit that becomes the test set, above 0 and below 1, if there are no test
    /// images. The default is 0.2.
    /// </summary>
    public double TestFraction { get; init; } = 0.2;

    /// <summary>Gets the seed that decides which images become the test set. The default is 0.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// Gets how tables are written, if they are ambiguous. The default is <see langword="null"/>, for
    /// <see cref="ImageSetLayout.Mnist"/>, which can be changed by <c>with</c>.
    /// </summary>
    public ImageSetLayout? TableLayout { get; init; }
}
