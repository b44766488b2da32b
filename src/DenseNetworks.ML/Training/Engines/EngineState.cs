namespace DenseNetworks.ML.Training;

/// <summary>
/// The state of an engine: everything that determines its next steps and its result. Each set of numbers is arranged as the
/// layers of the network.
/// </summary>
internal sealed record EngineState(
    long Step,
    IReadOnlyList<DenseLayer> Weights,
    IReadOnlyList<DenseLayer> FirstMoments,
    IReadOnlyList<DenseLayer> SecondMoments,
    IReadOnlyList<DenseLayer>? Average,
    IReadOnlyList<DenseLayer>? Kept)
{
    /// <summary>Gets the layers of the network if the training ended here.</summary>
    public IReadOnlyList<DenseLayer> Best => Kept ?? Average ?? Weights;
}
