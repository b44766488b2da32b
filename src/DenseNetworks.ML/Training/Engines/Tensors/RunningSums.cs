using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>Adds up batches without waiting for the device: the sums are read once, at the end.</summary>
internal sealed class RunningSums(torch.Device device)
{
    private readonly torch.Tensor _loss = torch.zeros(1, dtype: torch.ScalarType.Float64, device: device);
    private readonly torch.Tensor _correctCount = torch.zeros(1, dtype: torch.ScalarType.Int64, device: device);
    private long _rowCount;

    public void Add(BatchSums batch, long rowCount)
    {
        _loss.add_(batch.Loss, Scalars.One);
        _correctCount.add_(batch.CorrectCount, Scalars.One);
        _rowCount += rowCount;
    }

    /// <summary>Returns the mean cross-entropy and the share of rows correctly classified, over all rows added.</summary>
    public (double Loss, double Accuracy) Average()
    {
        using var loss = _loss.cpu();
        using var correctCount = _correctCount.cpu();
        return (loss.item<double>() / _rowCount, (double)correctCount.item<long>() / _rowCount);
    }

    public void Clear()
    {
        _loss.zero_();
        _correctCount.zero_();
        _rowCount = 0;
    }
}

/// <summary>How well a batch came out, as sums over its rows, still on the device.</summary>
internal readonly record struct BatchSums(torch.Tensor Loss, torch.Tensor CorrectCount)
{
    /// <summary>Measures a batch of logits, <c>[rows, classes]</c>, by classes from 0, int64 <c>[rows]</c>.</summary>
    /// <returns>The sums, and the logarithms of the softmax probabilities, <c>[rows, classes]</c>.</returns>
    public static (BatchSums Sums, torch.Tensor LogProbabilities) Measure(torch.Tensor logits, torch.Tensor labels)
    {
        var logProbabilities = logits.log_softmax(1);
        var loss = logProbabilities.gather(1, labels.unsqueeze(1)).sum().neg_();
        var correctCount = logits.argmax(1).eq(labels).sum();
        return (new BatchSums(loss, correctCount), logProbabilities);
    }
}
