namespace DenseNetworks.ML;

/// <summary>
/// Ends training when the validation rows have stopped to get better, and goes back to the best epoch's weights.
/// Immutable.
/// </summary>
public sealed class EarlyStopping
{
    /// <summary>
    /// Gets how many epochs in a row may pass without an improvement, at least 1, before training ends. The default is 3.
    /// </summary>
    public int Patience { get; init; } = 3;

    /// <summary>Gets what is watched. The default is <see cref="EarlyStoppingMetric.ValidationLoss"/>.</summary>
    public EarlyStoppingMetric Metric { get; init; }

    /// <summary>
    /// Gets by how much an epoch must be better than the best so far to count as an improvement, at least 0, in the
    /// unit of <see cref="Metric"/>. The default is 0.
    /// </summary>
    public double MinimumImprovement { get; init; }
}

/// <summary>What <see cref="EarlyStopping"/> watches.</summary>
public enum EarlyStoppingMetric
{
    /// <summary><see cref="EpochResult.ValidationLoss"/>: lower is better.</summary>
    ValidationLoss = 0,

    /// <summary><see cref="EpochResult.ValidationAccuracy"/>: higher is better.</summary>
    ValidationAccuracy = 1,
}
