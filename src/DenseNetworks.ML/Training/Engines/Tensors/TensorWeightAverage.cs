using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>
/// The moving average of the weights that <see cref="TrainingRecipe.WeightAveraging"/> describes. It starts at the weights as
/// they are when it is made. While it is shown, it lies where the network's weights lie otherwise, and they lie here.
/// </summary>
/// <param name="weights">The weights, flat.</param>
/// <param name="decay">How much of itself the average keeps in a step, after the first ones.</param>
internal sealed class TensorWeightAverage(torch.Tensor weights, double decay)
{
    private bool _isShown;

    /// <summary>Gets the average; while it is shown, the weights.</summary>
    public torch.Tensor Other { get; } = weights.clone();

    /// <summary>Takes the weights in, after they have moved.</summary>
    /// <param name="step">The number of the step, from 1.</param>
    public void Take(long step)
    {
        var kept = AverageDecay.At(step - 1, decay);
        using Scalar keptScalar = kept;
        using Scalar gain = 1 - kept;
        Other.mul_(keptScalar).add_(weights, gain);
    }

    /// <summary>Has the network score with the average, or with the weights that learn, until told otherwise.</summary>
    public void Show(bool isShown)
    {
        if (isShown == _isShown)
        {
            return;
        }

        using var held = weights.clone();
        weights.copy_(Other);
        Other.copy_(held);
        _isShown = isShown;
    }
}
