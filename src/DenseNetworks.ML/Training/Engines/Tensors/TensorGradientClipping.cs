using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>Scales the gradients of a step down where their norm is too large, without waiting for the device.</summary>
/// <param name="gradients">All gradients, flat.</param>
/// <param name="largestNorm">The largest Euclidean norm of all of them.</param>
internal sealed class TensorGradientClipping(torch.Tensor gradients, double largestNorm)
{
    public void Clip()
    {
        using Scalar largest = largestNorm;
        using var factor = gradients.norm().reciprocal_().mul_(largest).clamp_max_(Scalars.One);
        gradients.mul_(factor);
    }
}
