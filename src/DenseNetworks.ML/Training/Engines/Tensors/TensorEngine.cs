using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Trains by libtorch's operations alone, on any device, and never waits for the device within an epoch: for a GPU.
/// </summary>
internal sealed class TensorEngine : TrainingEngine
{
    private readonly TrainingRecipe _recipe;
    private readonly TrainableNetwork _network;
    private readonly AdamOptimizer _optimizer;
    private readonly IBatchSource _batches;
    private readonly TensorDropout? _dropout;
    private readonly TensorTeacher? _teacher;
    private readonly RunningSums _sums;
    private RowSelection? _rows;

    public TensorEngine(NetworkLayout layout, Random random, TrainingRecipe recipe, torch.Device device, RowLimits rows)
        : base(layout, random, device, recipe)
    {
        _recipe = recipe;
        FlatGradients.zero_(); // also between the parts: the optimizer goes over all of it
        _network = new TrainableNetwork(layout, Parameters, Gradients);
        _batches = MakeBatchSource(layout.Layers[0].Inputs, random, device, recipe.Augmentation, rows);
        _optimizer = new AdamOptimizer(Parameters, Gradients, recipe.WeightDecay ?? 0);
        _teacher = recipe.Distillation is { } distillation ? new TensorTeacher(distillation, device) : null;
        _sums = new RunningSums(device);
        _dropout = recipe.Dropout > 0 ? new TensorDropout(recipe.Dropout, random.Next(), device) : null;
    }

    protected override (torch.Tensor First, torch.Tensor Second) Moments => (_optimizer.FirstMoments, _optimizer.SecondMoments);

    public override void Begin(RowSelection rows)
    {
        _rows = rows;
        _batches.Begin(rows);
        _sums.Clear();
    }

    public override (double Loss, double Accuracy) Result() => _sums.Average();

    public override void Dispose()
    {
        _batches.Dispose();
        _dropout?.Dispose();
    }

    protected override void Learn(int start, int count, double learningRate)
    {
        using var scope = torch.NewDisposeScope();
        var step = StepCount + 1;
        _dropout?.BeginStep(step);
        var batch = _batches.Take(start, count, step);
        _sums.Add(
            _network.Differentiate(batch, _recipe.LabelSmoothing, _dropout, _teacher), _rows!.SumWeights(start, count));
        if (_recipe.GradientClipping is { } largestNorm)
        {
            ClipGradients(largestNorm);
        }

        _optimizer.Step(step, learningRate);
        if (Average is not null)
        {
            using Scalar kept = AverageDecay;
            using Scalar gain = 1 - AverageDecay;
            Average.mul_(kept).add_(Parameters, gain);
        }
    }

    protected override void Count(int start, int count)
    {
        using var scope = torch.NewDisposeScope();
        var (features, labels, weights) = _batches.Take(start, count, step: 0);
        _sums.Add(BatchSums.Measure(_network.Forward(features), labels, weights).Sums, _rows!.SumWeights(start, count));
    }

    private static IBatchSource MakeBatchSource(
        int featureCount, Random random, torch.Device device, ImageAugmentation? augmentation, RowLimits rows) =>
        augmentation is null
            ? new UploadedRows(device)
            : new AugmentedRows(device, new ImageAugmenter(augmentation, featureCount), random.Next(), featureCount, rows);

    // Without waiting for the device.
    private void ClipGradients(double largestNorm)
    {
        using Scalar largest = largestNorm;
        using var factor = Gradients.norm().reciprocal_().mul_(largest).clamp_max_(Scalars.One);
        Gradients.mul_(factor);
    }
}
