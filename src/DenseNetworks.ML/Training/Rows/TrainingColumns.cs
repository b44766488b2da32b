namespace DenseNetworks.ML.Training;

/// <summary>
/// The columns to learn from, checked. With a background class, rows whose label is missing are of a further class, numbered
/// <paramref name="ClassCount"/>, rather than left out.
/// </summary>
internal sealed record TrainingColumns(
    string LabelName, string FeatureName, int ClassCount, int FeatureCount, bool HasBackgroundClass)
{
    public int OutputCount => ClassCount + (HasBackgroundClass ? 1 : 0);
}
