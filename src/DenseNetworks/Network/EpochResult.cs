namespace DenseNetworks;

/// <summary>What one pass over the training rows gave. Immutable.</summary>
public sealed record EpochResult
{
    /// <summary>Gets the epoch's number, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Gets how many epochs were asked for. Early stopping may end training before the last.</summary>
    public required int EpochCount { get; init; }

    /// <summary>
    /// Gets the mean cross-entropy (natural logarithm) over all training rows, each seen with the weights its batch met.
    /// </summary>
    public required double Loss { get; init; }

    /// <summary>Gets the share of all training rows classified correctly, 0 to 1, seen as <see cref="Loss"/> is.</summary>
    public required double Accuracy { get; init; }

    /// <summary>
    /// Gets the mean cross-entropy over all validation rows with the weights at the epoch's end, or
    /// <see langword="null"/> without validation rows.
    /// </summary>
    public double? ValidationLoss { get; init; }

    /// <summary>
    /// Gets the share of all validation rows classified correctly, 0 to 1, with the weights at the epoch's end, or
    /// <see langword="null"/> without validation rows.
    /// </summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>Gets the learning rate of the epoch's last step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Gets the time the epoch took, its validation included.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Returns the epoch and what it gave, the same in every culture.</summary>
    /// <returns>The text, such as <c>epoch 9 of 30: loss 0.0312, accuracy 99.1 %, validation accuracy 98.3 %</c>.</returns>
    public override string ToString()
    {
        var validation = ValidationAccuracy is { } accuracy ? FormattableString.Invariant($", validation accuracy {100 * accuracy:F1} %") : "";
        return FormattableString.Invariant($"epoch {Epoch} of {EpochCount}: loss {Loss:F4}, accuracy {100 * Accuracy:F1} %{validation}");
    }
}
