namespace DenseNetworks.ML.Training;

/// <summary>
/// Everything in an engine that decides what its next step does, and what it gives at the end. Each set of numbers is laid out
/// as the layers of the network are.
/// </summary>
internal sealed record EngineState(
    long Step,
    IReadOnlyList<DenseLayer> Weights,
    IReadOnlyList<DenseLayer> FirstMoments,
    IReadOnlyList<DenseLayer> SecondMoments,
    IReadOnlyList<DenseLayer>? Average,
    IReadOnlyList<DenseLayer>? Kept)
{
    /// <summary>Gets the layers that the network would have if the training ended here.</summary>
    public IReadOnlyList<DenseLayer> Best => Kept ?? Average ?? Weights;
}
