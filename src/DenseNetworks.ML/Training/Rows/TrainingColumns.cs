namespace DenseNetworks.ML.Training;

/// <summary>
/// The validated columns to learn from. With a background class, rows with a missing label belong to an additional class,
/// numbered <paramref name="ClassCount"/>, instead of being skipped.
/// </summary>
internal sealed record TrainingColumns(
    string LabelName, string FeatureName, int ClassCount, int FeatureCount, bool HasBackgroundClass, string? WeightName)
{
    /// <summary>Gets the weights of the classes, greater than 0; or null if they are equal.</summary>
    public IReadOnlyList<float>? ClassWeights { get; init; }

    /// <summary>
    /// Gets a value indicating whether rows with a feature that is not finite are skipped instead of being an error.
    /// </summary>
    public bool SkipsMissingFeatures { get; init; }

    public bool AreWeighted => WeightName is not null || ClassWeights is not null;

    public int OutputCount => ClassCount + (HasBackgroundClass ? 1 : 0);
}
