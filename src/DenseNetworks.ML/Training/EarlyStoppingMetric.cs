namespace DenseNetworks.ML;

/// <summary>What <see cref="EarlyStopping"/> watches.</summary>
public enum EarlyStoppingMetric
{
    /// <summary><see cref="EpochResult.ValidationLoss"/>: lower is better.</summary>
    ValidationLoss = 0,

    /// <summary><see cref="EpochResult.ValidationAccuracy"/>: higher is better.</summary>
    ValidationAccuracy = 1,
}
