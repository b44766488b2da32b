namespace DenseNetworks.ML.Training;

/// <summary>How well some rows came out, as sums over them.</summary>
/// <param name="Loss">The sum of the rows' cross-entropy.</param>
/// <param name="CorrectCount">The number of rows classified rightly.</param>
internal readonly record struct BatchLoss(double Loss, long CorrectCount)
{
    public static BatchLoss operator +(BatchLoss a, BatchLoss b) => new(a.Loss + b.Loss, a.CorrectCount + b.CorrectCount);
}
