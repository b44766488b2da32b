using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>Keeps all rows on the device, and selects batches there.</summary>
internal sealed class UploadedRows(torch.Device device) : IBatchSource
{
    private readonly Dictionary<TrainingRows, LabelledBatch> _uploaded = [];
    private LabelledBatch _rows;
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

    public LabelledBatch Take(int start, int count, long step)
    {
        var selected = _order!.narrow(0, start, count);
        return new LabelledBatch(
            _rows.Features.index_select(0, selected),
            _rows.Labels.index_select(0, selected),
            _rows.Weights?.index_select(0, selected));
    }

    public void Dispose() => _order?.Dispose();

    private LabelledBatch Upload(TrainingRows rows)
    {
        var features = (DenseFeatures)rows.Features;
        var there = new DeviceFeatures(features.RowCount, features.FeatureCount, device);
        features.MoveTo(there);
        return new LabelledBatch(
            there.Values,
            torch.tensor(rows.Labels, dtype: torch.ScalarType.Int64, device: device),
            rows.Weights is { } weights ? torch.tensor(weights, device: device) : null);
    }
}
