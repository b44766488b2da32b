namespace Mnist.Classifier;

/// <summary>How <see cref="MnistDataset.Load(string, MnistLoadOptions?, IProgress{ImageFolderProgress}?, CancellationToken)"/> reads digits. Immutable.</summary>
public sealed record MnistLoadOptions
{
    /// <summary>
    /// Gets the share of the images of each digit that is set aside to measure with, above 0 and below 1, where there are no test images
    /// of their own. The default is 0.2.
    /// </summary>
    public double TestFraction { get; init; } = 0.2;

    /// <summary>Gets the number that decides which images are set aside. The default is 0.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// Gets how tables are written, where they leave that in doubt; <see langword="null"/> (the default) for
    /// <see cref="ImageSetLayout.Mnist"/>, which can be changed by <c>with</c>.
    /// </summary>
    public ImageSetLayout? TableLayout { get; init; }
}
