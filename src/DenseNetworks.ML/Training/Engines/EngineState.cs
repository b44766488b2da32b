namespace DenseNetworks.ML.Training;

/// <summary>
/// Everything in an engine that decides what its next step does, and what it gives at the end. Each set of numbers is laid out
/// as the layers of the network are.
/// </summary>
/// <param name="Step">The number of steps taken.</param>
/// <param name="Weights">The weights that learn.</param>
/// <param name="FirstMoments">Adam's moving average of the gradients.</param>
/// <param name="SecondMoments">Adam's moving average of the squares of the gradients.</param>
/// <param name="Average">The average of the weights, or null if none is kept.</param>
/// <param name="Kept">The weights that <see cref="TrainingEngine.KeepWeights"/> remembered, or null for none.</param>
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
