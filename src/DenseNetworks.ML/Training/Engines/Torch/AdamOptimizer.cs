using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Implements Adam, as <see cref="AdamConstants"/> defines it, with a few operations of libtorch over all parameters. The
/// weight decay is in units of the learning rate.
/// </summary>
internal sealed class AdamOptimizer(torch.Tensor parameters, torch.Tensor gradients, double weightDecay = 0)
{
    private static readonly Scalar Decay1 = 1 - AdamConstants.Gain1;
    private static readonly Scalar Decay2 = 1 - AdamConstants.Gain2;
    private static readonly Scalar Gain1 = AdamConstants.Gain1;
    private static readonly Scalar Gain2 = AdamConstants.Gain2;
    private static readonly Scalar Epsilon = AdamConstants.Epsilon;

    public torch.Tensor FirstMoments { get; } = torch.zeros_like(parameters);

    public torch.Tensor SecondMoments { get; } = torch.zeros_like(parameters);

    /// <summary>Updates the parameters by the gradients, in a step counted from 1.</summary>
    public void Step(long step, double learningRate)
    {
        using Scalar move = -AdamConstants.StepSize(learningRate, step);
        FirstMoments.mul_(Decay1).add_(gradients, Gain1);
        SecondMoments.mul_(Decay2).addcmul_(gradients, gradients, Gain2);
        using var denominator = SecondMoments.sqrt().add_(Epsilon, Scalars.One);
        if (weightDecay > 0)
        {
            using Scalar kept = 1 - (learningRate * weightDecay);
            parameters.mul_(kept);
        }

        parameters.addcdiv_(FirstMoments, denominator, move);
    }
}
