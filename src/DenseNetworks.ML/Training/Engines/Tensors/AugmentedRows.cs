using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Keeps all rows in main memory, augments those of a batch on all cores and sends them to the device, which works on the
/// batch before meanwhile.
/// </summary>
internal sealed class AugmentedRows(torch.Device device, ImageAugmenter augmenter, int seed, int featureCount, RowLimits rows)
    : IBatchSource
{
    private static readonly int Workers = Environment.ProcessorCount;

    private readonly MatrixInput _input = new(rows, featureCount, new RowAugmentation(augmenter, seed, Workers));
    private RowSelection? _rows;

    public void Begin(RowSelection rows) => _rows = rows;

    public (torch.Tensor Features, torch.Tensor Labels) Take(int start, int count, long step)
    {
        var order = _rows!.Order.Slice(start, count).ToArray();
        _input.Prepare(_rows.Rows, order, step);
        Parallel.For(0, Workers, worker => _input.Fill(worker, WorkerPart.Of(count, worker, Workers)));
        var labels = order.Select(row => (long)_rows.Rows.Labels[row]).ToArray();
        return (_input.Values.View(0, count, featureCount).to(device), torch.tensor(labels, device: device));
    }

    public void Dispose()
    {
        // The rows' own scope ends them.
    }
}
