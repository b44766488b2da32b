using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Implements <see cref="TrainingRecipe.Dropout"/> on a device with its own generator, so that the same seed gives the same
/// masks, whatever else uses the random numbers of libtorch.
/// </summary>
internal sealed class TensorDropout(double share, int seed, torch.Device device) : IDisposable
{
    // An odd number near 2^64 divided by the golden ratio, so that the generators of any two steps differ.
    private const long Stride = unchecked((long)0x9E3779B97F4A7C15);

    private readonly torch.Generator _generator = new((ulong)seed, device);
    private readonly double _keptShare = 1 - share;

    /// <summary>Starts a step, counted from 1. Its random numbers do not depend on previous steps.</summary>
    public void BeginStep(long step) => _generator.manual_seed(unchecked(seed + (step * Stride)));

    /// <summary>
    /// Draws a mask to multiply the outputs of a layer and their derivatives by: 0 for dropped units, and the inverse of the
    /// kept share for the others.
    /// </summary>
    public torch.Tensor Draw(torch.Tensor outputs)
    {
        using Scalar scale = 1 / _keptShare;
        return torch.empty_like(outputs).bernoulli_(_keptShare, _generator).mul_(scale);
    }

    public void Dispose() => _generator.Dispose();
}
