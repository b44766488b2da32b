using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>Where the batches of a training by tensors come from. For one thread at a time.</summary>
internal interface IBatchSource : IDisposable
{
    /// <summary>Turns to some rows, in the order they have now.</summary>
    void Begin(RowSelection rows);

    /// <summary>Gets a batch, on the device. Its tensors end with the dispose scope in which it is asked for.</summary>
    /// <param name="start">The batch's first row in the order.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="step">The number of the step that learns from the batch, from 1; 0 if it is only evaluated.</param>
    LabelledBatch Take(int start, int count, long step);
}

/// <summary>Some rows, on the device.</summary>
/// <param name="Features">Float32, <c>[rows, features]</c>.</param>
/// <param name="Labels">Classes from 0, int64, <c>[rows]</c>.</param>
/// <param name="Weights">How much each row counts, float32 <c>[rows]</c>; null if all count the same.</param>
internal readonly record struct LabelledBatch(torch.Tensor Features, torch.Tensor Labels, torch.Tensor? Weights = null);
