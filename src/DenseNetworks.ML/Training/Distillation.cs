namespace DenseNetworks.ML;

/// <summary>
/// Has a network learn from another one as well as from the labels (Hinton et al. 2015, https://arxiv.org/abs/1503.02531): a
/// small network that is told how sure a large one is of every class comes closer to it than by the labels alone. Immutable.
/// </summary>
/// <remarks>
/// The loss of a row becomes <c>(1 - Weight) · H(label, p(1)) + Weight · Temperature² · H(q(Temperature), p(Temperature))</c>,
/// where H is the cross-entropy, and q and p are the softmax of the teacher's and of the network's logits, divided by what
/// stands in brackets. The losses of the history are those of the labels alone.
/// </remarks>
public sealed class Distillation
{
    /// <summary>
    /// Gets the network to learn from. It has the same features, scaled alike, and the same number of outputs as the network to
    /// be trained, a background class or none like it; its hidden layers may be any. It scores each batch, which takes time in proportion to its size.
    /// </summary>
    public required DenseNetwork Teacher { get; init; }

    /// <summary>
    /// Gets what both networks' logits are divided by, 0.01 to 1,000. The higher, the more the classes count that the teacher thinks
    /// unlikely. The default is 2.
    /// </summary>
    public double Temperature { get; init; } = 2;

    /// <summary>Gets the share of the loss that the teacher has, 0 to 1; the labels have the rest. The default is 0.9.</summary>
    public double Weight { get; init; } = 0.9;
}
