using TorchSharp;

namespace Mnist.Classifier.Training;

/// <summary>
/// Trains by libtorch's operations alone, on any device, and never waits for the device within an epoch: for a GPU.
/// It ends with the dispose scope in which it is made.
/// </summary>
internal sealed class TensorEngine : ITrainingEngine
{
    private readonly double _labelSmoothing;
    private readonly TrainableNetwork _network;
    private readonly AdamOptimizer _optimizer;
    private readonly IBatchSource _batches;
    private torch.Tensor? _keptWeights;
    private readonly RunningSums _sums;

    /// <param name="layout">The layers.</param>
    /// <param name="random">Where the first weights come from.</param>
    /// <param name="device">Where to train.</param>
    /// <param name="recipe">The label smoothing and the weight decay.</param>
    public TensorEngine(NetworkLayout layout, Random random, torch.Device device, TrainingRecipe recipe)
    {
        _labelSmoothing = recipe.LabelSmoothing;
        _network = new TrainableNetwork(layout, random, device);
        _batches = MakeBatchSource(layout, random, device, recipe);
        _optimizer = new AdamOptimizer(_network.Parameters, _network.Gradients, recipe.WeightDecay);
        _sums = new RunningSums(device);
    }

    public void Begin(RowSelection rows)
    {
        _batches.Begin(rows);
        _sums.Clear();
    }

    public void Step(int start, int count, double learningRate)
    {
        using var scope = torch.NewDisposeScope();
        var (features, labels) = _batches.Take(start, count, isLearned: true);
        _sums.Add(_network.Differentiate(features, labels, _labelSmoothing), count);
        _optimizer.Step(learningRate);
    }

    public void Evaluate(int start, int count)
    {
        using var scope = torch.NewDisposeScope();
        var (features, labels) = _batches.Take(start, count, isLearned: false);
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
