using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Adds up batches without waiting for the device: the sums are read once, at the end.
/// </summary>
internal sealed class RunningSums
{
    private readonly torch.Tensor _loss;
    private readonly torch.Tensor _correctCount;
    private long _rowCount;

    public RunningSums(torch.Device device)
    {
        _loss = torch.zeros(1, dtype: torch.ScalarType.Float64, device: device);
        _correctCount = torch.zeros(1, dtype: torch.ScalarType.Int64, device: device);
    }

    public void Add(BatchSums batch, long rowCount)
    {
        _loss.add_(batch.Loss, Scalars.One);
        _correctCount.add_(batch.CorrectCount, Scalars.One);
        _rowCount += rowCount;
    }

    /// <summary>Returns the mean cross-entropy and the share of rows classified rightly, over all rows added.</summary>
    public (double Loss, double Accuracy) Average()
    {
        using var loss = _loss.cpu();
        using var correctCount = _correctCount.cpu();
        return (loss.item<double>() / _rowCount, (double)correctCount.item<long>() / _rowCount);
    }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        _loss.zero_();
        _correctCount.zero_();
        _rowCount = 0;
    }
}
