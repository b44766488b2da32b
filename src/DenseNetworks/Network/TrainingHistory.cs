namespace DenseNetworks;

/// <summary>How a network was trained, epoch by epoch. It is saved with the model. Immutable.</summary>
public sealed class TrainingHistory
{
    internal TrainingHistory(IReadOnlyList<EpochResult> epochs, int bestEpoch)
    {
        Epochs = epochs;
        BestEpoch = bestEpoch;
    }

    /// <summary>Gets every epoch that was run, in order.</summary>
    public IReadOnlyList<EpochResult> Epochs { get; }

    /// <summary>
    /// Gets the number, from 1, of the epoch whose weights the network has: the last one, or with early stopping the
    /// best one.
    /// </summary>
    public int BestEpoch { get; }
}
