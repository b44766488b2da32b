using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Trains by libtorch's operations alone, on any device, and never waits for the device within an epoch: for a GPU.
/// Its tensors end with the dispose scope in which it is made.
/// </summary>
internal sealed class TensorEngine : ITrainingEngine
{
    private readonly NetworkLayout _layout;
    private readonly double _labelSmoothing;
    private readonly TrainableNetwork _network;
    private readonly AdamOptimizer _optimizer;
    private readonly IBatchSource _batches;
    private readonly TensorWeightAverage? _average;
    private readonly TensorGradientClipping? _clipping;
    private readonly TensorDropout? _dropout;
    private readonly TensorTeacher? _teacher;
    private readonly RunningSums _sums;
    private torch.Tensor? _keptWeights;
    private long _step;

    /// <param name="layout">The layers.</param>
    /// <param name="random">Where the first weights come from.</param>
    /// <param name="device">Where to train.</param>
    /// <param name="recipe">How to train.</param>
    public TensorEngine(NetworkLayout layout, Random random, torch.Device device, TrainingRecipe recipe)
    {
        _layout = layout;
        _labelSmoothing = recipe.LabelSmoothing;
        _network = new TrainableNetwork(layout, random, device);
        _batches = MakeBatchSource(layout, random, device, recipe);
        _optimizer = new AdamOptimizer(_network.Parameters, _network.Gradients, recipe.WeightDecay);
        _average = recipe.WeightAveraging > 0 ? new TensorWeightAverage(_network.Parameters, recipe.WeightAveraging) : null;
        _clipping = recipe.GradientClipping is { } norm ? new TensorGradientClipping(_network.Gradients, norm) : null;
        _teacher = recipe.Distillation is { } distillation ? new TensorTeacher(distillation, device) : null;
        _sums = new RunningSums(device);
        _dropout = recipe.Dropout > 0 ? new TensorDropout(recipe.Dropout, random.Next(), device) : null;
    }

    public void Begin(RowSelection rows)
    {
        _batches.Begin(rows);
        _sums.Clear();
    }

    public void Step(int start, int count, double learningRate)
    {
        using var scope = torch.NewDisposeScope();
        _step++;
        _average?.Show(false);
        _dropout?.BeginStep(_step);
        var (features, labels) = _batches.Take(start, count, _step);
        _sums.Add(_network.Differentiate(features, labels, _labelSmoothing, _dropout, _teacher), count);
        _clipping?.Clip();
        _optimizer.Step(_step, learningRate);
        _average?.Take(_step);
    }

    public void Evaluate(int start, int count)
    {
        using var scope = torch.NewDisposeScope();
        _average?.Show(true);
        var (features, labels) = _batches.Take(start, count, step: 0);
        _sums.Add(BatchSums.Measure(_network.Forward(features), labels).Sums, count);
    }

    public (double Loss, double Accuracy) Average() => _sums.Average();

    public bool HasFiniteWeights()
    {
        return IsFinite(_network.Parameters) && (_average is null || IsFinite(_average.Other));

        static bool IsFinite(torch.Tensor values)
        {
            using var sum = values.sum();
            return float.IsFinite(sum.item<float>());
        }
    }

    public void KeepWeights()
    {
        _average?.Show(true);
        _keptWeights ??= torch.empty_like(_network.Parameters);
        _keptWeights.copy_(_network.Parameters);
    }

    public void RestoreWeights()
    {
        _average?.Show(true);
        _network.Parameters.copy_(_keptWeights!);
    }

    public EngineState CopyState()
    {
        _average?.Show(false);
        return new EngineState(
            _step,
            _layout.CopyOut(_network.Parameters),
            _layout.CopyOut(_optimizer.FirstMoments),
            _layout.CopyOut(_optimizer.SecondMoments),
            _average is null ? null : _layout.CopyOut(_average.Other),
            _keptWeights is null ? null : _layout.CopyOut(_keptWeights));
    }

    public void RestoreState(EngineState state)
    {
        _average?.Show(false);
        _step = state.Step;
        _layout.CopyIn(state.Weights, _network.Parameters);
        _layout.CopyIn(state.FirstMoments, _optimizer.FirstMoments);
        _layout.CopyIn(state.SecondMoments, _optimizer.SecondMoments);
        if (_average is not null)
        {
            _layout.CopyIn(state.Average!, _average.Other);
        }

        if (state.Kept is { } kept)
        {
            _keptWeights ??= torch.zeros_like(_network.Parameters);
            _layout.CopyIn(kept, _keptWeights);
        }
    }

    public DenseNetwork ToDenseNetwork()
    {
        _average?.Show(true);
        return new(_layout.CopyOut(_network.Parameters));
    }

    public void Dispose()
    {
        _batches.Dispose();
        _dropout?.Dispose();
    }

    private static IBatchSource MakeBatchSource(NetworkLayout layout, Random random, torch.Device device, TrainingRecipe recipe)
    {
        if (recipe.Augmentation is null)
        {
            return new UploadedRows(device);
        }

        var featureCount = layout.Layers[0].Inputs;
        var rows = new RowLimits(recipe.BatchSize, Math.Max(recipe.BatchSize, TrainingLoop.EvaluationBatchSize));
        return new AugmentedRows(
            device, new ImageAugmenter(recipe.Augmentation, featureCount), random.Next(), featureCount, rows);
    }
}
