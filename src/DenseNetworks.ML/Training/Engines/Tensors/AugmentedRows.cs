using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Keeps all rows in main memory, augments those of a batch on all cores and sends them to the device, which works on the
/// batch before meanwhile.
/// </summary>
internal sealed class AugmentedRows : IBatchSource
{
    private readonly torch.Device _device;
    private readonly MatrixInput _input;
    private readonly int _featureCount;
    private readonly int _workers = Environment.ProcessorCount;
    private RowSelection? _rows;

    public AugmentedRows(torch.Device device, ImageAugmenter augmenter, int seed, int featureCount, RowLimits rows)
    {
        _device = device;
        _featureCount = featureCount;
        _input = new MatrixInput(rows, featureCount, new RowAugmentation(augmenter, seed, _workers));
    }

    public void Begin(RowSelection rows) => _rows = rows;

    public (torch.Tensor Features, torch.Tensor Labels) Take(int start, int count, long step)
    {
        var order = _rows!.Order.Slice(start, count).ToArray();
        _input.Prepare(_rows.Rows, order, step);
        Parallel.For(0, _workers, worker => _input.Fill(worker, WorkerPart.Of(count, worker, _workers)));
        var labels = order.Select(row => (long)_rows.Rows.Labels[row]).ToArray();
        return (_input.Values.View(0, count, _featureCount).to(_device), torch.tensor(labels, device: _device));
    }

    public void Dispose()
    {
        // The rows' own scope ends them.
    }
}
