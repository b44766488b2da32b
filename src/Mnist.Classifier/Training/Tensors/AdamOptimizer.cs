using TorchSharp;

namespace Mnist.Classifier.Training;

/// <summary>
/// Adam as <see cref="AdamConstants"/> has it, as a few of libtorch's operations over everything.
/// </summary>
/// <param name="parameters">What is learned, float32, flat.</param>
/// <param name="gradients">The gradients of <paramref name="parameters"/>.</param>
/// <param name="weightDecay">How much of each parameter a step takes away, in learning rates.</param>
internal sealed class AdamOptimizer(torch.Tensor parameters, torch.Tensor gradients, double weightDecay = 0)
{
    private static readonly Scalar Decay1 = 1 - AdamConstants.Gain1;
    private static readonly Scalar Decay2 = 1 - AdamConstants.Gain2;
    private static readonly Scalar Gain1 = AdamConstants.Gain1;
    private static readonly Scalar Gain2 = AdamConstants.Gain2;
    private static readonly Scalar Epsilon = AdamConstants.Epsilon;

    private readonly torch.Tensor _firstMoment = torch.zeros_like(parameters);
    private readonly torch.Tensor _secondMoment = torch.zeros_like(parameters);
    private long _step;

    /// <summary>Moves the parameters against the gradients.</summary>
    public void Step(double learningRate)
    {
        _step++;
        using Scalar move = -AdamConstants.StepSize(learningRate, _step);
        _firstMoment.mul_(Decay1).add_(gradients, Gain1);
        _secondMoment.mul_(Decay2).addcmul_(gradients, gradients, Gain2);
        using var denominator = _secondMoment.sqrt().add_(Epsilon, Scalars.One);
        if (weightDecay > 0)
        {
            using Scalar kept = 1 - (learningRate * weightDecay);
            parameters.mul_(kept);
        }

        parameters.addcdiv_(_firstMoment, denominator, move);
    }
}
