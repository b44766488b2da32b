namespace DenseNetworks.ML.Training;

/// <summary>How many rows there can be at once: in a step, and in a step or an evaluation, at least as many.</summary>
internal readonly record struct RowLimits(int Learned, int Evaluated);
