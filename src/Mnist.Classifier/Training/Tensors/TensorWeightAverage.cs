using TorchSharp;

namespace Mnist.Classifier.Training;

/// <summary>
/// The moving average of the weights that <see cref="TrainingRecipe.WeightAveraging"/> describes. It starts at the weights as
/// they are when it is made. While it is shown, it lies where the network's weights lie otherwise, and they lie here.
/// </summary>
/// <param name="weights">The weights, flat.</param>
/// <param name="decay">How much of itself the average keeps in a step, after the first ones.</param>
internal sealed class TensorWeightAverage(torch.Tensor weights, double decay)
{
    private readonly torch.Tensor _other = weights.clone();
    private long _step;
    private bool _isShown;

    /// <summary>Takes the weights in, after they have moved.</summary>
    public void Take()
    {
        var kept = AverageDecay.At(_step++, decay);
        using Scalar keptScalar = kept;
        using Scalar gain = 1 - kept;
        _other.mul_(keptScalar).add_(weights, gain);
    }

    /// <summary>Has the network score with the average, or with the weights that learn, until told otherwise.</summary>
    public void Show(bool isShown)
    {
        if (isShown == _isShown)
        {
            return;
        }

        using var held = weights.clone();
        weights.copy_(_other);
        _other.copy_(held);
        _isShown = isShown;
    }

    /// <summary>Tells whether every average is a finite number, or every weight while it is shown.</summary>
    public bool IsOtherFinite()
    {
        using var sum = _other.sum();
        return float.IsFinite(sum.item<float>());
    }
}
