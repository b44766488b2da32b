namespace DenseNetworks.ML;

/// <summary>How far a training has come within an epoch, after one of its batches. Immutable.</summary>
public sealed class BatchResult
{
    /// <summary>Gets the epoch's number, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Gets how many epochs were asked for. Early stopping may end training before the last.</summary>
    public required int EpochCount { get; init; }

    /// <summary>Gets the batch's number, from 1.</summary>
    public required int Batch { get; init; }

    /// <summary>Gets how many batches each epoch has.</summary>
    public required int BatchCount { get; init; }

    /// <summary>
    /// Gets the mean cross-entropy (natural logarithm) over the training rows of this epoch so far, each seen with the weights its
    /// batch met.
    /// </summary>
    public required double Loss { get; init; }

    /// <summary>
    /// Gets the share of the training rows of this epoch so far that is correctly classified, 0 to 1, seen as <see cref="Loss"/> is.
    /// </summary>
    public required double Accuracy { get; init; }
}
