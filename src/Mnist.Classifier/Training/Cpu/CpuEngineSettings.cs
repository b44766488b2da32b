namespace Mnist.Classifier.Training;

/// <summary>What a <see cref="CpuEngine"/> is made for.</summary>
internal sealed record CpuEngineSettings
{
    /// <summary>
    /// Gets whether the features are <see cref="SparseFeatures"/>, otherwise <see cref="DenseFeatures"/>.
    /// </summary>
    public required bool IsSparse { get; init; }

    /// <summary>Gets the number of rows of a step.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Gets the largest number of rows at once, in a step or an evaluation.</summary>
    public required int MaxRows { get; init; }

    /// <summary>Gets the most threads to use.</summary>
    public required int ThreadCount { get; init; }

    /// <summary>Gets the share of each row's target that is spread over all classes.</summary>
    public double LabelSmoothing { get; init; }
}
