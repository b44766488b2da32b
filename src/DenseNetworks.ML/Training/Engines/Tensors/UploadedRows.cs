using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>Keeps all rows on the device, and picks batches there.</summary>
internal sealed class UploadedRows(torch.Device device) : IBatchSource
{
    private readonly Dictionary<TrainingRows, (torch.Tensor Features, torch.Tensor Labels)> _uploaded = [];
    private (torch.Tensor Features, torch.Tensor Labels) _rows;
    private torch.Tensor? _order;

    public void Begin(RowSelection rows)
    {
        if (!_uploaded.TryGetValue(rows.Rows, out _rows))
        {
            _rows = Upload(rows.Rows);
            _uploaded.Add(rows.Rows, _rows);
        }

        _order?.Dispose();
        _order = torch.tensor(rows.Order.ToArray(), dtype: torch.ScalarType.Int64, device: device);
    }

    public (torch.Tensor Features, torch.Tensor Labels) Take(int start, int count, long step)
    {
        var selected = _order!.narrow(0, start, count);
        return (_rows.Features.index_select(0, selected), _rows.Labels.index_select(0, selected));
    }

    public void Dispose() => _order?.Dispose();

    private (torch.Tensor Features, torch.Tensor Labels) Upload(TrainingRows rows) => (
        ((DenseFeatures)rows.Features).MoveTo(device),
        torch.tensor(rows.Labels, dtype: torch.ScalarType.Int64, device: device));
}
