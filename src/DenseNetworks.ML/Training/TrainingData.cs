namespace DenseNetworks.ML.Training;

/// <summary>What a network is trained on.</summary>
/// <param name="Training">The rows to learn from.</param>
/// <param name="Validation">The rows to evaluate after each epoch, or null for none.</param>
internal sealed record TrainingData(RowSelection Training, RowSelection? Validation);
