namespace DenseNetworks.ML.Training;

/// <summary>The maximum number of rows in a step, and in a step or an evaluation, which is at least as large.</summary>
internal readonly record struct RowLimits(int Learned, int Evaluated);
