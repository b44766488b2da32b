namespace DenseNetworks;

/// <summary>Describes how a network was trained, epoch by epoch. It is saved with the model. Immutable.</summary>
public sealed class TrainingHistory
{
    internal TrainingHistory(IReadOnlyList<EpochResult> epochs, int bestEpoch, TrainingBackend? backend = null)
    {
        Epochs = epochs;
        BestEpoch = bestEpoch;
        Backend = backend;
    }

    /// <summary>Gets the epochs that were run, in order.</summary>
    public IReadOnlyList<EpochResult> Epochs { get; }

    /// <summary>
    /// Gets the number, from 1, of the epoch whose weights the network has: the best one if early stopping was used; otherwise,
    /// the last one.
    /// </summary>
    public int BestEpoch { get; }

    /// <summary>
    /// Gets the backend that trained the network, <see cref="TrainingBackend.LibTorch"/> or
    /// <see cref="TrainingBackend.Managed"/>; or <see langword="null"/> if it was not recorded.
    /// </summary>
    public TrainingBackend? Backend { get; }

    /// <summary>
    /// Gets the seed of the <c>MLContext</c>, with which the training can be repeated; or <see langword="null"/> if there was
    /// none, or if it was not recorded.
    /// </summary>
    public int? Seed { get; internal init; }

    /// <summary>
    /// Gets the number of rows in a batch, at least 1; or <see langword="null"/> if it was not recorded.
    /// </summary>
    public int? BatchSize { get; internal init; }

    /// <summary>Gets the result of the epoch whose weights the network has.</summary>
    internal EpochResult Best => Epochs[BestEpoch - 1];

    /// <summary>
    /// Returns a summary: the number of epochs and the result of the best one. The text does not depend on the culture.
    /// </summary>
    /// <returns>
    /// The text, such as <c>12 epochs, weights of epoch 9 of 30: loss 0.0312, accuracy 99.1 %, validation accuracy 98.3 %</c>.
    /// </returns>
    public override string ToString() => $"{Epochs.Count} epochs, weights of {Best}";

    /// <summary>
    /// Returns the epochs as comma-separated values, one line per epoch below a header line. The text does not depend on the
    /// culture.
    /// </summary>
    /// <returns>
    /// The text, with the columns <c>epoch,loss,accuracy,validationLoss,validationAccuracy,learningRate,seconds</c>. The two
    /// validation fields are empty if there were no validation rows.
    /// </returns>
    public string ToCsv() => string.Concat(
        Epochs.Select(epoch => FormattableString.Invariant(
            $"{epoch.Epoch},{epoch.Loss:R},{epoch.Accuracy:R},{epoch.ValidationLoss:R},{epoch.ValidationAccuracy:R},") +
            FormattableString.Invariant($"{epoch.LearningRate:R},{epoch.Duration.TotalSeconds:R}\n"))
        .Prepend("epoch,loss,accuracy,validationLoss,validationAccuracy,learningRate,seconds\n"));
}
