namespace Mnist.Classifier.Training;

/// <summary>What a <see cref="CpuEngine"/> is made for.</summary>
internal sealed record CpuEngineSettings
{
    /// <summary>
    /// Gets whether the features are <see cref="SparseFeatures"/>, otherwise <see cref="DenseFeatures"/>.
    /// </summary>
    public required bool IsSparse { get; init; }

    /// <summary>Gets how many rows there can be at once.</summary>
    public required RowLimits Rows { get; init; }

    /// <summary>Gets the number of threads, at least 1.</summary>
    public required int WorkerCount { get; init; }

    /// <summary>Gets how images are changed before they are learned from, or null.</summary>
    public ImageAugmentation? Augmentation { get; init; }

    /// <summary>Gets the share of each row's target that is spread over all classes.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Gets how much of each parameter a step takes away, in learning rates.</summary>
    public double WeightDecay { get; init; }
}
