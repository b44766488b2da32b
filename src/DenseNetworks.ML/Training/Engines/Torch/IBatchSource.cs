using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>Provides the batches of a <see cref="TensorEngine"/>. Not thread-safe.</summary>
internal interface IBatchSource : IDisposable
{
    /// <summary>Selects rows, in their current order.</summary>
    void Begin(RowSelection rows);

    /// <summary>
    /// Gets a batch on the device, for a step counted from 1, or 0 to evaluate it. Its tensors live as long as the current
    /// dispose scope.
    /// </summary>
    LabelledBatch Take(int start, int count, long step);
}

/// <summary>Rows on the device.</summary>
/// <param name="Features">Float32, <c>[rows, features]</c>.</param>
/// <param name="Labels">Classes from 0, int64, <c>[rows]</c>.</param>
/// <param name="Weights">The weights of the rows, float32 <c>[rows]</c>; null if they are equal.</param>
internal readonly record struct LabelledBatch(torch.Tensor Features, torch.Tensor Labels, torch.Tensor? Weights = null);
