using TorchSharp;

namespace Mnist.Classifier.Training;

/// <summary>
/// Trains by libtorch's operations alone, on any device, and never waits for the device within an epoch: for a GPU.
/// It ends with the dispose scope in which it is made.
/// </summary>
internal sealed class TensorEngine : ITrainingEngine
{
    private readonly torch.Device _device;
    private readonly double _labelSmoothing;
    private readonly TrainableNetwork _network;
    private readonly AdamOptimizer _optimizer;
    private readonly Dictionary<TrainingRows, (torch.Tensor Features, torch.Tensor Labels)> _uploaded = [];
    private (torch.Tensor Features, torch.Tensor Labels) _rows;
    private torch.Tensor? _order;
    private torch.Tensor? _keptWeights;
    private readonly RunningSums _sums;

    /// <param name="layout">The layers.</param>
    /// <param name="random">Where the first weights come from.</param>
    /// <param name="device">Where to train.</param>
    /// <param name="recipe">The label smoothing and the weight decay.</param>
    public TensorEngine(NetworkLayout layout, Random random, torch.Device device, TrainingRecipe recipe)
    {
        _device = device;
        _labelSmoothing = recipe.LabelSmoothing;
        _network = new TrainableNetwork(layout, random, device);
        _optimizer = new AdamOptimizer(_network.Parameters, _network.Gradients, recipe.WeightDecay);
        _sums = new RunningSums(device);
    }

    public void Begin(RowSelection rows)
    {
        if (!_uploaded.TryGetValue(rows.Rows, out _rows))
        {
            _rows = Upload(rows.Rows);
            _uploaded.Add(rows.Rows, _rows);
        }

        _order?.Dispose();
        _order = torch.tensor(rows.Order.ToArray(), dtype: torch.ScalarType.Int64, device: _device);
        _sums.Clear();
    }

    public void Step(int start, int count, double learningRate)
    {
        using var scope = torch.NewDisposeScope();
        var (features, labels) = Gather(start, count);
        _sums.Add(_network.Differentiate(features, labels, _labelSmoothing), count);
        _optimizer.Step(learningRate);
    }

    public void Evaluate(int start, int count)
    {
        using var scope = torch.NewDisposeScope();
        var (features, labels) = Gather(start, count);
        _sums.Add(BatchSums.Measure(_network.Forward(features), labels).Sums, count);
    }

    public (double Loss, double Accuracy) Average() => _sums.Average();

    public bool HasFiniteWeights()
    {
        using var sum = _network.Parameters.sum();
        return float.IsFinite(sum.item<float>());
    }

    public void KeepWeights()
    {
        _keptWeights ??= torch.empty_like(_network.Parameters);
        _keptWeights.copy_(_network.Parameters);
    }

    public void RestoreWeights() => _network.Parameters.copy_(_keptWeights!);

    public DenseNetwork ToDenseNetwork() => _network.ToDenseNetwork();

    private (torch.Tensor Features, torch.Tensor Labels) Gather(int start, int count)
    {
        var selected = _order!.narrow(0, start, count);
        return (_rows.Features.index_select(0, selected), _rows.Labels.index_select(0, selected));
    }

    private (torch.Tensor Features, torch.Tensor Labels) Upload(TrainingRows rows) => (
        ((DenseFeatures)rows.Features).MoveTo(_device),
        torch.tensor(rows.Labels, dtype: torch.ScalarType.Int64, device: _device));
}
