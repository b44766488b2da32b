using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Keeps all rows in main memory, augments those of a batch on all cores, and sends them to the device while it processes the
/// previous batch.
/// </summary>
internal sealed class AugmentedRows(
    FloatMemory memory, torch.Device device, ImageAugmenter augmenter, int seed, int featureCount, RowLimits rows)
    : IBatchSource
{
    private readonly Workers _workers = new(Environment.ProcessorCount);
    private readonly MatrixInput _input = new(
        memory, rows, featureCount, new RowAugmentation(augmenter, seed, Environment.ProcessorCount));

    private RowSelection? _rows;

    public void Begin(RowSelection rows) => _rows = rows;

    public LabelledBatch Take(int start, int count, long step)
    {
        var order = _rows!.Order.Slice(start, count).ToArray();
        _input.Prepare(_rows.Rows, order, step);
        _workers.Run(worker => _input.Fill(worker, WorkerPart.Of(count, worker, _workers.Count)));
        var labels = order.Select(row => (long)_rows.Rows.Labels[row]).ToArray();
        var weights = _rows.Rows.Weights is null ? null : Array.ConvertAll(order, _rows.Rows.WeightOf);
        return new LabelledBatch(
            TensorFloats.View(_input.Values, 0, count, featureCount).to(device), torch.tensor(labels, device: device),
            weights is null ? null : torch.tensor(weights, device: device));
    }

    public void Dispose() => _workers.Dispose(); // the rows belong to another scope
}
