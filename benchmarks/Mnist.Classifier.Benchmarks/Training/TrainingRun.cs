namespace Mnist.Classifier.Benchmarks;

/// <summary>What one training took, part by part.</summary>
/// <param name="Load">Seconds to read the files; 0 where the images were in memory.</param>
/// <param name="Train">Seconds from images in memory to a trained network.</param>
/// <param name="Save">Seconds to write it down; 0 where it was not.</param>
/// <param name="Accuracy">The share of the test images that are then classified rightly, measured outside these times.</param>
internal sealed record TrainingRun(double Load, double Train, double Save, double Accuracy)
{
    /// <summary>Gets the seconds of each epoch after the first, in which much is compiled; none where nobody counted.</summary>
    public IReadOnlyList<double> EpochsAfterFirst { get; init; } = [];

    public double FilesToFile => Load + Train + Save;
}
