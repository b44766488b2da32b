using TorchSharp;

namespace Mnist.Classifier.Training;

/// <summary>
/// Adam (Kingma and Ba 2015, https://arxiv.org/abs/1412.6980), in the form at the end of the paper's section 2 that
/// Keras uses too: epsilon is added after the bias correction has moved into the step size.
/// </summary>
/// <param name="parameters">What is learned, float32, flat.</param>
/// <param name="gradients">The gradients of <paramref name="parameters"/>.</param>
internal sealed class AdamOptimizer(torch.Tensor parameters, torch.Tensor gradients)
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;

    private static readonly Scalar Decay1 = Beta1;
    private static readonly Scalar Decay2 = Beta2;
    private static readonly Scalar Gain1 = 1 - Beta1;
    private static readonly Scalar Gain2 = 1 - Beta2;
    private static readonly Scalar Epsilon = 1e-7;

    private readonly torch.Tensor _firstMoment = torch.zeros_like(parameters);
    private readonly torch.Tensor _secondMoment = torch.zeros_like(parameters);
    private long _step;

    /// <summary>Moves the parameters against the gradients.</summary>
    public void Step(double learningRate)
    {
        _step++;
        var stepSize = learningRate * Math.Sqrt(1 - Math.Pow(Beta2, _step)) / (1 - Math.Pow(Beta1, _step));
        using Scalar move = -stepSize;
        _firstMoment.mul_(Decay1).add_(gradients, Gain1);
        _secondMoment.mul_(Decay2).addcmul_(gradients, gradients, Gain2);
        using var denominator = _secondMoment.sqrt().add_(Epsilon, Scalars.One);
        parameters.addcdiv_(_firstMoment, denominator, move);
    }
}
