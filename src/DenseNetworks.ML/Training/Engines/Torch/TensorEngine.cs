using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Trains with operations of libtorch alone, on any device, without waiting for the device during an epoch. It is meant for
/// GPUs.
/// </summary>
internal sealed class TensorEngine : TrainingEngine
{
    private readonly TrainingRecipe _recipe;
    private readonly torch.Tensor _parameters;
    private readonly torch.Tensor _gradients;
    private readonly torch.Tensor? _average;
    private readonly TrainableNetwork _network;
    private readonly AdamOptimizer _optimizer;
    private readonly IBatchSource _batches;
    private readonly TensorDropout? _dropout;
    private readonly TensorTeacher? _teacher;
    private readonly LossAccumulator _losses;
    private RowSelection? _rows;

    /// <summary>Initializes an engine on a device. The memory is shared by libtorch and managed code on the CPU.</summary>
    public TensorEngine(
        TensorFloats memory, NetworkLayout layout, Random random, TrainingRecipe recipe, torch.Device device, RowLimits rows)
        : base(layout, DrawWeights(memory, layout, random, device), recipe)
    {
        _recipe = recipe;
        (_parameters, _gradients) = (((DeviceNumbers)Parameters).Tensor, ((DeviceNumbers)Gradients).Tensor);
        _average = ((DeviceNumbers?)Average)?.Tensor;
        _gradients.zero_(); // including the padding, because the optimizer processes all of it
        _network = new TrainableNetwork(layout, _parameters, _gradients);
        _batches = MakeBatchSource(memory, layout.Layers[0].Inputs, random, device, recipe.Augmentation, rows);
        _optimizer = new AdamOptimizer(_parameters, _gradients, recipe.WeightDecay ?? 0);
        _teacher = recipe.Distillation is { } distillation ? new TensorTeacher(distillation, device) : null;
        _losses = new LossAccumulator(device);
        _dropout = recipe.Dropout > 0 ? new TensorDropout(recipe.Dropout, random.Next(), device) : null;
    }

    /// <summary>Creates an engine on a GPU. It lives as long as the backend, which must be that of libtorch.</summary>
    public static TensorEngine OnGpu(
        int gpu, CpuBackend backend, NetworkLayout layout, Random random, TrainingRecipe recipe, RowLimits rows) =>
        new((TensorFloats)backend.Memory, layout, random, recipe, new torch.Device(DeviceType.CUDA, gpu), rows);

    public override TrainingBackend Backend => TrainingBackend.LibTorch;

    protected override (IFlatNumbers First, IFlatNumbers Second) Moments =>
        (new DeviceNumbers(_optimizer.FirstMoments), new DeviceNumbers(_optimizer.SecondMoments));

    public override void Begin(RowSelection rows)
    {
        _rows = rows;
        _batches.Begin(rows);
        _losses.Clear();
    }

    public override (double Loss, double Accuracy) Result() => _losses.Average();

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
        _losses.Add(
            _network.Differentiate(batch, _recipe.LabelSmoothing, _dropout, _teacher), _rows!.SumWeights(start, count));
        if (_recipe.GradientClipping is { } largestNorm)
        {
            ClipGradients(largestNorm);
        }

        _optimizer.Step(step, learningRate);
        if (_average is not null)
        {
            using Scalar kept = AverageDecay;
            using Scalar gain = 1 - AverageDecay;
            _average.mul_(kept).add_(_parameters, gain);
        }
    }

    protected override void Count(int start, int count)
    {
        using var scope = torch.NewDisposeScope();
        var (features, labels, weights) = _batches.Take(start, count, step: 0);
        _losses.Add(BatchSums.Measure(_network.Forward(features), labels, weights).Sums, _rows!.SumWeights(start, count));
    }

    private static DeviceNumbers DrawWeights(FloatMemory memory, NetworkLayout layout, Random random, torch.Device device)
    {
        var drawn = layout.DrawWeights(random, memory);
        var there = TensorFloats.TensorOf(drawn).to(device);
        if (device.type != DeviceType.CPU)
        {
            drawn.Free();
        }

        return new DeviceNumbers(there);
    }

    private static IBatchSource MakeBatchSource(
        FloatMemory memory, int featureCount, Random random, torch.Device device, ImageAugmentation? augmentation,
        RowLimits rows) => augmentation is null
            ? new UploadedRows(device)
            : new AugmentedRows(
                memory, device, new ImageAugmenter(augmentation, featureCount), random.Next(), featureCount, rows);

    // Does not wait for the device.
    private void ClipGradients(double largestNorm)
    {
        using Scalar largest = largestNorm;
        using var factor = _gradients.norm().reciprocal_().mul_(largest).clamp_max_(Scalars.One);
        _gradients.mul_(factor);
    }
}
