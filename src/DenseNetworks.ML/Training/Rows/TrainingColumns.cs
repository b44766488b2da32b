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
internal sealed record TrainingColumns(
    string LabelName, string FeatureName, int ClassCount, int FeatureCount, bool HasBackgroundClass)
{
    /// <summary>Gets the number of outputs of the network.</summary>
    public int OutputCount => ClassCount + (HasBackgroundClass ? 1 : 0);
}
