namespace Mnist.Classifier.Benchmarks;

/// <summary>What one training took, part by part.</summary>
/// <param name="Load">Seconds to read the files; 0 where the images were in memory.</param>
/// <param name="Train">Seconds from images in memory to a trained network.</param>
/// <param name="Save">Seconds to save it; 0 if it was not saved.</param>
/// <param name="Accuracy">The fraction of the test images that are classified correctly, measured outside these times.</param>
internal sealed record TrainingRun(double Load, double Train, double Save, double Accuracy)
{
    /// <summary>
    /// Gets the seconds of each epoch after the first, in which code is compiled; none if they were not measured.
    /// </summary>
    public IReadOnlyList<double> EpochsAfterFirst { get; init; } = [];

    public double FilesToFile => Load + Train + Save;
}
