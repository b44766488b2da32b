namespace DenseNetworks.ML.Training;

/// <summary>
/// The columns to learn from, checked. With a background class, rows whose label is missing are of a further class, numbered
/// <paramref name="ClassCount"/>, rather than left out.
/// </summary>
internal sealed record TrainingColumns(
    string LabelName, string FeatureName, int ClassCount, int FeatureCount, bool HasBackgroundClass, string? WeightName)
{
    /// <summary>Gets how much the rows of each class count, above 0; null if all count the same.</summary>
    public IReadOnlyList<float>? ClassWeights { get; init; }

    /// <summary>Gets whether rows with a feature that is not a finite number are left out, rather than an error.</summary>
    public bool SkipsMissingFeatures { get; init; }

    public bool AreWeighted => WeightName is not null || ClassWeights is not null;

    public int OutputCount => ClassCount + (HasBackgroundClass ? 1 : 0);
}
