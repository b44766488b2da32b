using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>A layer whose products libtorch computes, on one thread each.</summary>
internal sealed class TensorMatMulLayer(
    FloatMemory memory, FloatBuffer inputs, FloatBuffer? inputDeltas, LayerLayout place, FloatBuffer weights,
    FloatBuffer? gradients, RowLimits rows, int workers)
    : MatMulLayer(memory, place, weights, gradients, rows, workers)
{
    private readonly torch.Tensor _weights = TensorFloats.View(weights, place.WeightStart, place.Inputs, place.Outputs);
    private readonly torch.Tensor _weightsTransposed =
        TensorFloats.View(weights, place.WeightStart, place.Inputs, place.Outputs).t();
    private readonly torch.Tensor?[] _gradients = [.. Enumerable.Range(0, workers).Select(worker =>
    {
        var part = WorkerPart.Of(place.Inputs, worker, workers);
        return part.Count == 0 || gradients is null
            ? null
            : TensorFloats.View(gradients, place.WeightStart + ((long)part.Start * place.Outputs), part.Count, place.Outputs);
    })];

    // Creating a view takes as long as a small product, and batches have few sizes: the usual one and that of the last batch of
    // an epoch, for learning and for evaluation.
    private readonly Dictionary<int, BatchViews> _viewsBySize = [];
    private BatchViews _views = null!;

    public override void Prepare(int rowCount)
    {
        if (!_viewsBySize.TryGetValue(rowCount, out var views))
        {
            views = new BatchViews(this, inputs, inputDeltas, rowCount, isLearned: rowCount <= Limits.Learned, WorkerCount);
            _viewsBySize.Add(rowCount, views);
        }

        _views = views;
    }

    public override void PropagateBack(int worker)
    {
        if (_views.Deltas[worker] is { } deltas)
        {
            _views.InputDeltas[worker]!.addmm_(deltas, _weightsTransposed, beta: 0);
        }
    }

    protected override void ComputeWeightGradients(int worker, int rowCount) =>
        _gradients[worker]?.addmm_(_views.InputColumns[worker]!, _views.AllDeltas!, beta: 0);

    protected override void AddProducts(int worker, WorkerPart part)
    {
        if (_views.Inputs[worker] is { } inputs)
        {
            _views.Outputs[worker]!.addmm_(inputs, _weights);
        }
    }
}
