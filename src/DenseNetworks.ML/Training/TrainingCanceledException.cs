namespace DenseNetworks.ML;

/// <summary>A training was cancelled. What it had come to is not lost: see <see cref="Checkpoint"/>.</summary>
public sealed class TrainingCanceledException : OperationCanceledException
{
    /// <summary>Initializes an exception without a checkpoint.</summary>
    public TrainingCanceledException()
        : this("The training was cancelled.")
    {
    }

    /// <summary>Initializes an exception without a checkpoint.</summary>
    /// <param name="message">What happened.</param>
    public TrainingCanceledException(string message)
        : this(message, innerException: null)
    {
    }

    /// <summary>Initializes an exception without a checkpoint.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">What cancelled the training.</param>
    public TrainingCanceledException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Initializes an exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="checkpoint">Where the training stood after the last whole epoch.</param>
    /// <param name="innerException">What cancelled the training.</param>
    /// <param name="token">The token that was cancelled.</param>
    public TrainingCanceledException(
        string message, TrainingCheckpoint? checkpoint, Exception? innerException, CancellationToken token)
        : base(message, innerException, token)
    {
        Checkpoint = checkpoint;
    }

    /// <summary>
    /// Gets where the training stood after the last whole epoch, with the best network so far; or <see langword="null"/> if it
    /// was cancelled before its first was over, or by ML.NET with a network of more than 4 million weights and without
    /// <see cref="DenseNetworkTrainer.Options.CheckpointPath"/>.
    /// </summary>
    public TrainingCheckpoint? Checkpoint { get; }
}
