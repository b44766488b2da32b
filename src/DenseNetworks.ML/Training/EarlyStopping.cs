namespace DenseNetworks.ML;

/// <summary>
/// Ends training when a metric on the validation rows no longer improves, and restores the weights of the best epoch.
/// Immutable.
/// </summary>
public sealed class EarlyStopping
{
    /// <summary>
    /// Gets the number of consecutive epochs without an improvement, at least 1, after which training ends. The default is 3.
    /// </summary>
    public int Patience { get; init; } = 3;

    /// <summary>Gets the metric to monitor. The default is <see cref="EarlyStoppingMetric.ValidationLoss"/>.</summary>
    public EarlyStoppingMetric Metric { get; init; }

    /// <summary>
    /// Gets the minimum difference from the best epoch so far that counts as an improvement, at least 0, in the unit of
    /// <see cref="Metric"/>. The default is 0.
    /// </summary>
    public double MinimumImprovement { get; init; }
}

/// <summary>Specifies the metric that <see cref="EarlyStopping"/> monitors.</summary>
public enum EarlyStoppingMetric
{
    /// <summary>Monitors <see cref="EpochResult.ValidationLoss"/>: lower is better.</summary>
    ValidationLoss = 0,

    /// <summary>Monitors <see cref="EpochResult.ValidationAccuracy"/>: higher is better.</summary>
    ValidationAccuracy = 1,
}
