namespace DenseNetworks.ML;

/// <summary>
/// Configures knowledge distillation (Hinton et al. 2015, https://arxiv.org/abs/1503.02531): a network learns from the
/// probabilities of another network, the teacher, as well as from the labels. A small network comes closer to a large one in
/// this way than with labels alone. Immutable.
/// </summary>
/// <remarks>
/// The loss of a row is <c>(1 - Weight) · H(label, p(1)) + Weight · Temperature² · H(q(Temperature), p(Temperature))</c>, where
/// H is the cross-entropy, and q(T) and p(T) are the softmax of the logits of the teacher and of the network, divided by T. The
/// losses in the history are those of the labels alone.
/// </remarks>
public sealed class Distillation
{
    /// <summary>
    /// Gets the teacher. It must have the same features, scaled in the same way, and the same number of outputs as the network
    /// to be trained, including a background class if that has one; its hidden layers may differ. It scores every batch, which
    /// takes time in proportion to its size.
    /// </summary>
    public required DenseNetwork Teacher { get; init; }

    /// <summary>
    /// Gets the temperature that the logits of both networks are divided by, 0.01 to 1,000. The higher it is, the more weight
    /// the classes have that the teacher considers unlikely. The default is 2.
    /// </summary>
    public double Temperature { get; init; } = 2;

    /// <summary>
    /// Gets the weight of the teacher in the loss, 0 to 1; the rest is that of the labels. The default is 0.9.
    /// </summary>
    public double Weight { get; init; } = 0.9;
}
