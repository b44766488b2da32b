using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Accumulates the loss and accuracy of batches without waiting for the device: the sums are read once, at the end.
/// </summary>
internal sealed class LossAccumulator(torch.Device device)
{
    private readonly torch.Tensor _loss = torch.zeros(1, dtype: torch.ScalarType.Float64, device: device);
    private readonly torch.Tensor _correctWeight = torch.zeros(1, dtype: torch.ScalarType.Float64, device: device);
    private double _weightSum;

    public void Add(BatchSums batch, double weightSum)
    {
        _loss.add_(batch.Loss, Scalars.One);
        _correctWeight.add_(batch.CorrectWeight, Scalars.One);
        _weightSum += weightSum;
    }

    /// <summary>Returns the mean cross-entropy and accuracy over all added rows.</summary>
    public (double Loss, double Accuracy) Average()
    {
        using var loss = _loss.cpu();
        using var correctWeight = _correctWeight.cpu();
        return (loss.item<double>() / _weightSum, correctWeight.item<double>() / _weightSum);
    }

    public void Clear()
    {
        _loss.zero_();
        _correctWeight.zero_();
        _weightSum = 0;
    }
}

/// <summary>The loss and the weight of correctly classified rows of a batch, as sums on the device.</summary>
internal readonly record struct BatchSums(torch.Tensor Loss, torch.Tensor CorrectWeight)
{
    /// <summary>
    /// Measures the logits of a batch, <c>[rows, classes]</c>, given classes from 0, int64 <c>[rows]</c>. The sums are weighted
    /// if there are weights.
    /// </summary>
    /// <returns>The sums, and the logarithms of the softmax probabilities, <c>[rows, classes]</c>.</returns>
    public static (BatchSums Sums, torch.Tensor LogProbabilities) Measure(
        torch.Tensor logits, torch.Tensor labels, torch.Tensor? weights = null)
    {
        var logProbabilities = logits.log_softmax(1);
        var losses = logProbabilities.gather(1, labels.unsqueeze(1));
        var correct = logits.argmax(1).eq(labels);
        if (weights is not null)
        {
            losses.mul_(weights.unsqueeze(1));
            correct = correct.mul(weights);
        }

        return (new BatchSums(losses.sum().neg_(), correct.sum()), logProbabilities);
    }
}
