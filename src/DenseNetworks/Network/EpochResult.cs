namespace DenseNetworks;

/// <summary>Represents the result of one pass over the training rows. Immutable.</summary>
public sealed record EpochResult
{
    /// <summary>Gets the epoch's number, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Gets the number of epochs that were planned. Early stopping may end training before the last.</summary>
    public required int EpochCount { get; init; }

    /// <summary>
    /// Gets the mean cross-entropy (natural logarithm) over all training rows, each computed with the weights at the time of
    /// its batch.
    /// </summary>
    public required double Loss { get; init; }

    /// <summary>
    /// Gets the share of training rows that are classified correctly, 0 to 1, computed as <see cref="Loss"/> is.
    /// </summary>
    public required double Accuracy { get; init; }

    /// <summary>
    /// Gets the mean cross-entropy over the validation rows with the weights at the end of the epoch; or <see langword="null"/>
    /// if there are no validation rows.
    /// </summary>
    public double? ValidationLoss { get; init; }

    /// <summary>
    /// Gets the share of validation rows that are classified correctly, 0 to 1, with the weights at the end of the epoch; or
    /// <see langword="null"/> if there are no validation rows.
    /// </summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>Gets the learning rate of the last step of the epoch.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Gets the duration of the epoch, including validation.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Returns the epoch and its results. The text does not depend on the culture.</summary>
    /// <returns>The text, such as <c>epoch 9 of 30: loss 0.0312, accuracy 99.1 %, validation accuracy 98.3 %</c>.</returns>
    public override string ToString()
    {
        var validation = ValidationAccuracy is { } accuracy
            ? FormattableString.Invariant($", validation accuracy {100 * accuracy:F1} %")
            : "";
        return FormattableString.Invariant(
            $"epoch {Epoch} of {EpochCount}: loss {Loss:F4}, accuracy {100 * Accuracy:F1} %{validation}");
    }
}
