namespace DenseNetworks.ML;

/// <summary>
/// The exception that is thrown when a training is canceled. <see cref="Checkpoint"/> contains the state after the last epoch.
/// </summary>
public sealed class TrainingCanceledException : OperationCanceledException
{
    /// <summary>Initializes a new instance of the <see cref="TrainingCanceledException"/> class.</summary>
    public TrainingCanceledException()
        : this("The training was canceled.")
    {
    }

    /// <summary>Initializes a new instance of the <see cref="TrainingCanceledException"/> class with a message.</summary>
    /// <param name="message">The message.</param>
    public TrainingCanceledException(string message)
        : this(message, innerException: null)
    {
    }

    /// <summary>
    /// Initializes a new instance of the <see cref="TrainingCanceledException"/> class with a message and a cause.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The exception that canceled the training.</param>
    public TrainingCanceledException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="TrainingCanceledException"/> class with a checkpoint.</summary>
    /// <param name="message">The message.</param>
    /// <param name="checkpoint">The state of the training after the last complete epoch.</param>
    /// <param name="innerException">The exception that canceled the training.</param>
    /// <param name="token">The canceled token.</param>
    public TrainingCanceledException(
        string message, TrainingCheckpoint? checkpoint, Exception? innerException, CancellationToken token)
        : base(message, innerException, token)
    {
        Checkpoint = checkpoint;
    }

    /// <summary>
    /// Gets the state of the training after the last complete epoch, with the best network so far; or <see langword="null"/> if
    /// there was no complete epoch, or ML.NET canceled the training of a network with more than 4 million weights without
    /// <see cref="DenseNetworkTrainer.Options.CheckpointPath"/>.
    /// </summary>
    public TrainingCheckpoint? Checkpoint { get; }
}
