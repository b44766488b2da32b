namespace DenseNetworks.ML.Training;

/// <summary>The columns to learn from, checked.</summary>
/// <param name="LabelName">The name of the label column.</param>
/// <param name="FeatureName">The name of the feature column.</param>
/// <param name="ClassCount">The number of classes.</param>
/// <param name="FeatureCount">The number of features.</param>
/// <param name="HasBackgroundClass">
/// Whether rows whose label is missing are examples of a further class, numbered <paramref name="ClassCount"/>, rather than
/// left out.
/// </param>
/// <param name="WeightName">The name of the column that says how much a row counts, or null if all count the same.</param>
internal sealed record TrainingColumns(
    string LabelName, string FeatureName, int ClassCount, int FeatureCount, bool HasBackgroundClass, string? WeightName)
{
    /// <summary>Gets how much the rows of each class count, above 0; null if all count the same.</summary>
    public IReadOnlyList<float>? ClassWeights { get; init; }

    /// <summary>Gets whether rows with a feature that is not a finite number are left out, rather than an error.</summary>
    public bool SkipsMissingFeatures { get; init; }

    /// <summary>Gets whether some rows may count more than others.</summary>
    public bool AreWeighted => WeightName is not null || ClassWeights is not null;

    /// <summary>Gets the number of outputs of the network.</summary>
    public int OutputCount => ClassCount + (HasBackgroundClass ? 1 : 0);
}
