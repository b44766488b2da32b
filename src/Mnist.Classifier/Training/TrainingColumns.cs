namespace Mnist.Classifier.Training;

/// <summary>The columns to learn from, checked.</summary>
/// <param name="LabelName">The name of the label column.</param>
/// <param name="FeatureName">The name of the feature column.</param>
/// <param name="ClassCount">The number of classes.</param>
/// <param name="FeatureCount">The number of features.</param>
internal sealed record TrainingColumns(string LabelName, string FeatureName, int ClassCount, int FeatureCount);
