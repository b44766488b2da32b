namespace DenseNetworks.ML;

/// <summary>Training diverged: a loss or a weight is no longer a finite number. The message says what to do about it.</summary>
public sealed class TrainingDivergedException : InvalidOperationException
{
    /// <summary>Initializes an exception without an epoch.</summary>
    public TrainingDivergedException()
        : this("Training diverged.", epoch: 0)
    {
    }

    /// <summary>Initializes an exception without an epoch.</summary>
    /// <param name="message">What happened and what to do.</param>
    public TrainingDivergedException(string message)
        : this(message, epoch: 0)
    {
    }

    /// <summary>Initializes an exception with what caused it.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public TrainingDivergedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Initializes an exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="epoch">The number, from 1, of the epoch in which it happened.</param>
    /// <param name="checkpoint">Where the training stood after the last whole epoch.</param>
    public TrainingDivergedException(string message, int epoch, TrainingCheckpoint? checkpoint = null)
        : base(message)
    {
        Epoch = epoch;
        Checkpoint = checkpoint;
    }

    /// <summary>Gets the number, from 1, of the epoch in which training diverged.</summary>
    public int Epoch { get; }

    /// <summary>
    /// Gets where the training stood after the last whole epoch, with the last good weights; or <see langword="null"/> if it
    /// diverged in its first, or has a network of more than 4 million weights and neither
    /// <see cref="DenseNetworkTrainer.Options.CheckpointPath"/> nor <see cref="DenseNetworkTrainer.Options.CancellationToken"/>.
    /// </summary>
    public TrainingCheckpoint? Checkpoint { get; }
}
