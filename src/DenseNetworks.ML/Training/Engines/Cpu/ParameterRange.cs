namespace DenseNetworks.ML.Training;

/// <summary>Some of the weights and biases of a network, side by side in its flat buffers.</summary>
/// <param name="Start">Where they start.</param>
/// <param name="Length">How many they are; can be 0.</param>
internal readonly record struct ParameterRange(long Start, int Length);
