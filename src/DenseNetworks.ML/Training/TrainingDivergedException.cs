namespace DenseNetworks.ML;

/// <summary>
/// The exception that is thrown when a training diverges: a loss or a weight is no longer finite. The message says what to do.
/// </summary>
public sealed class TrainingDivergedException : InvalidOperationException
{
    /// <summary>Initializes a new instance of the <see cref="TrainingDivergedException"/> class.</summary>
    public TrainingDivergedException()
        : this("Training diverged.", epoch: 0)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="TrainingDivergedException"/> class with a message.</summary>
    /// <param name="message">The message.</param>
    public TrainingDivergedException(string message)
        : this(message, epoch: 0)
    {
    }

    /// <summary>
    /// Initializes a new instance of the <see cref="TrainingDivergedException"/> class with a message and a cause.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public TrainingDivergedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="TrainingDivergedException"/> class with an epoch.</summary>
    /// <param name="message">The message.</param>
    /// <param name="epoch">The number, from 1, of the epoch in which the training diverged.</param>
    /// <param name="checkpoint">The state of the training after the last complete epoch.</param>
    public TrainingDivergedException(string message, int epoch, TrainingCheckpoint? checkpoint = null)
        : base(message)
    {
        Epoch = epoch;
        Checkpoint = checkpoint;
    }

    /// <summary>Gets the number, from 1, of the epoch in which the training diverged.</summary>
    public int Epoch { get; }

    /// <summary>
    /// Gets the state of the training after the last complete epoch, with the last finite weights; or <see langword="null"/> if
    /// it diverged in the first epoch, or the network has more than 4 million weights and neither
    /// <see cref="DenseNetworkTrainer.Options.CheckpointPath"/> nor <see cref="DenseNetworkTrainer.Options.CancellationToken"/>
    /// is set.
    /// </summary>
    public TrainingCheckpoint? Checkpoint { get; }
}
