using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Dropout as <see cref="TrainingRecipe.Dropout"/> describes it, drawn on the device from a generator of its own: the same seed
/// gives the same masks, whatever else uses libtorch's random numbers.
/// </summary>
internal sealed class TensorDropout(double share, int seed, torch.Device device) : IDisposable
{
    // Odd, and 2^64 divided by the golden ratio: the generators of two steps have nothing in common.
    private const long Stride = unchecked((long)0x9E3779B97F4A7C15);

    private readonly torch.Generator _generator = new((ulong)seed, device);
    private readonly double _keptShare = 1 - share;

    /// <summary>Turns to a step, counted from 1: what it draws does not hang on the steps before.</summary>
    public void BeginStep(long step) => _generator.manual_seed(unchecked(seed + (step * Stride)));

    /// <summary>
    /// Draws what to multiply the outputs of a layer by, and then the derivatives by them: 0 for a dropped unit, and for the
    /// others the inverse of the share of those that are kept.
    /// </summary>
    public torch.Tensor Draw(torch.Tensor outputs)
    {
        using Scalar scale = 1 / _keptShare;
        return torch.empty_like(outputs).bernoulli_(_keptShare, _generator).mul_(scale);
    }

    public void Dispose() => _generator.Dispose();
}
