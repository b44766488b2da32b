namespace DenseNetworks.ML.Training;

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

    /// <summary>Gets the share of the hidden units that is left out in a step.</summary>
    public double Dropout { get; init; }

    /// <summary>Gets the decay of the average of the weights, or 0 for none.</summary>
    public double WeightAveraging { get; init; }

    /// <summary>Gets the largest norm of a step's gradients, or null for any.</summary>
    public double? GradientClipping { get; init; }

    /// <summary>Gets what to learn from besides the labels, or null.</summary>
    public Distillation? Distillation { get; init; }

    /// <summary>
    /// Gets what is called between the parts of a step, on any thread, and ends it by an exception; or null. The engine is of no
    /// use after that.
    /// </summary>
    public Action? ThrowIfCancelled { get; init; }
}
