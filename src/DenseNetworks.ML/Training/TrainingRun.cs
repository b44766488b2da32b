using DenseNetworks.Models;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>One call of <see cref="DenseNetworkTrainer.Fit"/>, from the rows to the trained network.</summary>
/// <param name="host">The trainer's place in ML.NET.</param>
/// <param name="channel">Where messages go.</param>
/// <param name="options">What to train on, and what to tell of it.</param>
/// <param name="recipe">How to train.</param>
/// <param name="seed">Decides every random number, unless a checkpoint has another.</param>
/// <param name="columns">The columns to learn from.</param>
/// <param name="labels">The values of the label, or null if it has none.</param>
internal sealed class TrainingRun(
    IHost host, IChannel channel, DenseNetworkTrainer.Options options, TrainingRecipe recipe, int seed, TrainingColumns columns,
    ClassValues? labels)
{
    private readonly NetworkLayout _layout = new([columns.FeatureCount, .. recipe.HiddenLayers, columns.OutputCount]);
    private readonly CheckpointFile? _file = options.CheckpointPath is { } path ? new CheckpointFile(path) : null;

    /// <summary>Trains.</summary>
    /// <param name="input">The rows.</param>
    public DenseNetworkTransformer Run(IDataView input)
    {
        TeacherFit.Check(recipe.Distillation?.Teacher, _layout, columns);
        var start = _file?.Read();
        _file?.CheckRecipe(start, recipe);
        _file?.CheckSize(_layout, recipe);
        var checkpoints = new CheckpointMaker(start, start?.Seed ?? seed, columns, labels, recipe);
        using var scope = torch.NewDisposeScope(); // the rows end here, whatever happens
        try
        {
            return Run(input, checkpoints);
        }
        catch (OperationCanceledException e)
        {
            throw new TrainingCanceledException(
                $"The training was cancelled after {checkpoints.EpochCount} of {recipe.Epochs} epochs. {checkpoints.Remedy}".TrimEnd(),
                checkpoints.Make(), e, e.CancellationToken);
        }
        catch (TrainingDivergedException e)
        {
            var delete = _file is null || checkpoints.State is null ? "" : $" To begin anew, delete '{options.CheckpointPath}'.";
            throw new TrainingDivergedException(
                $"{e.Message} {checkpoints.Remedy}{delete}".TrimEnd(), e.Epoch, checkpoints.Make());
        }
    }

    private int? GpuDeviceId => options.GpuDeviceId ?? ((IHostEnvironmentInternal)host).GpuDeviceId;

    private DenseNetworkTransformer Run(IDataView input, CheckpointMaker checkpoints)
    {
        var fallbackToCpu = options.FallbackToCpu ?? ((IHostEnvironmentInternal)host).FallbackToCpu;
        var device = TrainingDevice.Select(GpuDeviceId, fallbackToCpu, channel);
        var random = new Random(checkpoints.Seed);
        var data = new TrainingDataReader(recipe, options.ValidationSet, columns, channel, ThrowIfCancelled)
            .Read(input, isSparse: device.type == DeviceType.CPU ? null : false, random);
        checkpoints.Describe(data);
        _file?.CheckRows(checkpoints, _layout, recipe, TrainingLoop.StepsPerEpoch(data.Training, recipe));
        return TrainingThread.Run(threadCount =>
        {
            using var trainingScope = torch.NewDisposeScope(); // every other tensor ends here; scopes are of one thread
            var (layers, history) = Train(data, device, threadCount, random, checkpoints);
            WarnIfNothingWasLearned(history, data.Training);
            var network = new NetworkCalibration(columns, recipe, threadCount, ThrowIfCancelled).Calibrate(layers, data);
            return new DenseNetworkTransformer(host, network, history, columns.FeatureName, labels);
        });
    }

    private (IReadOnlyList<DenseLayer> Layers, TrainingHistory History) Train(
        TrainingData data, torch.Device device, int threadCount, Random random, CheckpointMaker checkpoints)
    {
        using ITrainingEngine engine = device.type == DeviceType.CPU
            ? MakeCpuEngine(data, random, threadCount)
            : new TensorEngine(
                _layout, random, device, recipe with { BatchSize = Math.Min(recipe.BatchSize, data.Training.Count) });
        var loop = new TrainingLoop(engine, data.Training, data.Validation, recipe, random, checkpoints.State)
        {
            OnBatch = options.BatchProgress is { } progress ? progress.Report : null,
        };
        var history = loop.Run(OnEpoch, ThrowIfCancelled);
        return (engine.ToDenseNetwork().Layers, history);

        void OnEpoch(EpochResult result)
        {
            checkpoints.State = loop.State;
            _file?.Write(checkpoints); // first: the one who is told of the epoch may throw
            Report(result);
        }
    }

    private CpuEngine MakeCpuEngine(TrainingData data, Random random, int threadCount)
    {
        var batchSize = Math.Min(recipe.BatchSize, data.Training.Count);
        var evaluatedRows = Math.Min(data.Validation?.Count ?? 0, TrainingLoop.EvaluationBatchSize);
        return new CpuEngine(_layout, random, new CpuEngineSettings
        {
            IsSparse = data.Training.Rows.Features is SparseFeatures,
            Augmentation = recipe.Augmentation,
            Rows = new RowLimits(batchSize, Math.Max(batchSize, evaluatedRows)),
            WorkerCount = CpuEngine.ChooseWorkerCount(_layout, batchSize, threadCount, recipe.Distillation?.Teacher),
            LabelSmoothing = recipe.LabelSmoothing,
            WeightDecay = recipe.WeightDecay,
            Dropout = recipe.Dropout,
            WeightAveraging = recipe.WeightAveraging,
            GradientClipping = recipe.GradientClipping,
            Distillation = recipe.Distillation,
            ThrowIfCancelled = ThrowIfCancelled,
        });
    }

    private void Report(EpochResult result)
    {
        var validated = result.ValidationLoss is null ? "" : FormattableString.Invariant(
            $", validation loss {result.ValidationLoss:F4}, validation accuracy {100 * result.ValidationAccuracy:F2} %");
        channel.Info(FormattableString.Invariant(
            $"Epoch {result.Epoch} of {result.EpochCount}: loss {result.Loss:F4}, accuracy {100 * result.Accuracy:F2} %{validated}, ") +
            FormattableString.Invariant($"{result.Duration.TotalSeconds:F2} s"));
        options.Progress?.Report(result);
    }

    private void WarnIfNothingWasLearned(TrainingHistory history, RowSelection training)
    {
        // An epoch's loss has in it what its first steps met, and one alone may be all first steps.
        var loss = history.Epochs[history.BestEpoch - 1].Loss;
        var guessing = training.LabelEntropy();
        if (history.Epochs.Count > 1 && guessing > 0 && loss > guessing)
        {
            channel.Warning(
                FormattableString.Invariant($"The network has learned nothing: its loss of {loss:F4} is above the {guessing:F4} ") +
                FormattableString.Invariant($"of one that only knows how frequent each class is. Train for longer, use a ") +
                FormattableString.Invariant($"LearningRate below {recipe.LearningRate}, or scale the features, to 0..1 for example."));
        }
    }

    private void ThrowIfCancelled()
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        host.CheckAlive();
    }
}
