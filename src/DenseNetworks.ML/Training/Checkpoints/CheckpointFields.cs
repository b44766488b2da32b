namespace DenseNetworks.ML.Training;

/// <summary>What a checkpoint says in words and single numbers, as it is written in JSON.</summary>
internal sealed record CheckpointFields
{
    /// <summary>Gets the version of the format of the checkpoint's own entries.</summary>
    public required int Version { get; init; }

    /// <summary>Gets the seed of the training.</summary>
    public required int Seed { get; init; }

    /// <summary>Gets the number of steps taken.</summary>
    public required long Step { get; init; }

    /// <summary>Gets what early stopping has to beat, or null without it.</summary>
    public double? BestScore { get; init; }

    /// <summary>Gets whether there is an average of the weights.</summary>
    public required bool HasAverage { get; init; }

    /// <summary>Gets whether the best weights are kept apart.</summary>
    public required bool HasKeptWeights { get; init; }

    /// <summary>Gets what training it is.</summary>
    public required Dictionary<string, string> Training { get; init; }
}
