namespace DenseNetworks.ML;

/// <summary>Represents the progress of a training within an epoch, after one of its batches. Immutable.</summary>
public sealed class BatchResult
{
    /// <summary>Gets the epoch's number, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Gets the number of epochs that were planned. Early stopping may end training before the last.</summary>
    public required int EpochCount { get; init; }

    /// <summary>Gets the batch's number, from 1.</summary>
    public required int Batch { get; init; }

    /// <summary>Gets the number of batches per epoch.</summary>
    public required int BatchCount { get; init; }

    /// <summary>
    /// Gets the mean cross-entropy (natural logarithm) over the training rows of this epoch so far, each computed with the
    /// weights at the time of its batch.
    /// </summary>
    public required double Loss { get; init; }

    /// <summary>
    /// Gets the share of the training rows of this epoch so far that are classified correctly, 0 to 1, computed as
    /// <see cref="Loss"/> is.
    /// </summary>
    public required double Accuracy { get; init; }
}
