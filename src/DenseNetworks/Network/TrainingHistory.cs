namespace DenseNetworks;

/// <summary>How a network was trained, epoch by epoch. It is saved with the model. Immutable.</summary>
public sealed class TrainingHistory
{
    internal TrainingHistory(IReadOnlyList<EpochResult> epochs, int bestEpoch, TrainingBackend? backend = null)
    {
        Epochs = epochs;
        BestEpoch = bestEpoch;
        Backend = backend;
    }

    /// <summary>Gets every epoch that was run, in order.</summary>
    public IReadOnlyList<EpochResult> Epochs { get; }

    /// <summary>
    /// Gets the number, from 1, of the epoch whose weights the network has: the last one, or with early stopping the
    /// best one.
    /// </summary>
    public int BestEpoch { get; }

    /// <summary>
    /// Gets what the network was trained by, <see cref="TrainingBackend.LibTorch"/> or <see cref="TrainingBackend.Managed"/>; or
    /// <see langword="null"/> where that was not written down.
    /// </summary>
    public TrainingBackend? Backend { get; }

    /// <summary>Gets what the epoch gave whose weights the network has.</summary>
    internal EpochResult Best => Epochs[BestEpoch - 1];

    /// <summary>Returns how many epochs there were and what the best one gave, the same in every culture.</summary>
    /// <returns>
    /// The text, such as <c>12 epochs, weights of epoch 9 of 30: loss 0.0312, accuracy 99.1 %, validation accuracy 98.3 %</c>.
    /// </returns>
    public override string ToString() => $"{Epochs.Count} epochs, weights of {Best}";

    /// <summary>Returns the epochs as comma-separated values, a line each below a line of names, the same in every culture.</summary>
    /// <returns>
    /// The text: <c>epoch,loss,accuracy,validationLoss,validationAccuracy,learningRate,seconds</c>. Without validation rows two
    /// fields are empty.
    /// </returns>
    public string ToCsv() => string.Concat(
        Epochs.Select(epoch => FormattableString.Invariant(
            $"{epoch.Epoch},{epoch.Loss:R},{epoch.Accuracy:R},{epoch.ValidationLoss:R},{epoch.ValidationAccuracy:R},{epoch.LearningRate:R},") +
            FormattableString.Invariant($"{epoch.Duration.TotalSeconds:R}\n"))
        .Prepend("epoch,loss,accuracy,validationLoss,validationAccuracy,learningRate,seconds\n"));
}
