using DenseNetworks.ML.Scoring;
using DenseNetworks.Models;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>One call of <see cref="DenseNetworkTrainer.Fit(IDataView)"/>, from the rows to the trained network.</summary>
internal sealed class TrainingRun(
    IHost host, IChannel channel, DenseNetworkTrainer.Options options, TrainingRecipe recipe, int seed, TrainingColumns columns,
    ClassValues? labels)
{
    private readonly NetworkLayout _layout = new([columns.FeatureCount, .. recipe.HiddenLayers, columns.OutputCount]);

    /// <summary>Trains.</summary>
    public DenseNetworkTransformer Run(IDataView input, IDataView? validationSet, DenseNetwork? model)
    {
        CheckTeacher();
        var checkpoints = new TrainingCheckpoints(options.CheckpointPath, seed, _layout, columns, labels, recipe, model);
        using var scope = torch.NewDisposeScope(); // the rows end here, whatever happens
        try
        {
            return Run(input, validationSet, model, checkpoints);
        }
        catch (OperationCanceledException e)
        {
            throw checkpoints.Explain(e);
        }
        catch (TrainingDivergedException e)
        {
            throw checkpoints.Explain(e);
        }
    }

    private int? GpuDeviceId => options.GpuDeviceId ?? ((IHostEnvironmentInternal)host).GpuDeviceId;

    private DenseNetworkTransformer Run(
        IDataView input, IDataView? validationSet, DenseNetwork? model, TrainingCheckpoints checkpoints)
    {
        var fallbackToCpu = options.FallbackToCpu ?? ((IHostEnvironmentInternal)host).FallbackToCpu;
        var device = TrainingDevice.Select(GpuDeviceId, fallbackToCpu, channel);
        var random = new Random(checkpoints.Seed);
        var data = new TrainingDataReader(recipe, validationSet, columns, channel, ThrowIfCancelled)
            .Read(input, isSparse: device.type == DeviceType.CPU ? null : false, random);
        WarnOfAbsentClasses(data.Training);
        var start = checkpoints.Begin(data);
        return TrainingThread.Run(threadCount =>
        {
            using var trainingScope = torch.NewDisposeScope(); // every other tensor ends here; scopes are of one thread
            var (layers, history) = Train(data, start, model, device, threadCount, random, checkpoints);
            WarnIfNothingWasLearned(history, data.Training);
            var network = new NetworkCalibration(columns, recipe, model, threadCount, ThrowIfCancelled).Calibrate(layers, data);
            return new DenseNetworkTransformer(host, network, history, columns.FeatureName, labels);
        });
    }

    private (IReadOnlyList<DenseLayer> Layers, TrainingHistory History) Train(
        TrainingData data, TrainingState? start, DenseNetwork? model, torch.Device device, int threadCount, Random random,
        TrainingCheckpoints checkpoints)
    {
        using var engine = MakeEngine(data, device, threadCount, random);
        if (model is not null)
        {
            engine.StartAt(StartingNetwork.LayersOf(model));
        }

        var loop = new TrainingLoop(engine, data.Training, data.Validation, recipe, random, start)
        {
            OnBatch = options.BatchProgress is { } progress ? progress.Report : null,
        };
        var history = loop.Run(OnEpoch, ThrowIfCancelled);
        return (engine.ToDenseNetwork().Layers, history);

        void OnEpoch(EpochResult result)
        {
            checkpoints.Add(loop.State!); // first: the one who is told of the epoch may throw
            Report(result);
        }
    }

    private TrainingEngine MakeEngine(TrainingData data, torch.Device device, int threadCount, Random random)
    {
        var batchSize = Math.Min(recipe.BatchSize, data.Training.Count);
        var evaluatedRows = Math.Min(data.Validation?.Count ?? 0, TrainingLoop.EvaluationBatchSize);
        var rows = new RowLimits(batchSize, Math.Max(batchSize, evaluatedRows));
        return device.type == DeviceType.CPU
            ? new CpuEngine(
                _layout, random, recipe, data.Training.Rows.Features is SparseFeatures, rows,
                CpuEngine.ChooseWorkerCount(_layout, batchSize, threadCount, recipe.Distillation?.Teacher), ThrowIfCancelled)
            : new TensorEngine(_layout, random, recipe, device, rows);
    }

    private void CheckTeacher()
    {
        if (recipe.Distillation?.Teacher is not { } teacher)
        {
            return;
        }

        if (teacher.HasBackgroundClass != columns.HasBackgroundClass)
        {
            throw new InvalidOperationException(teacher.HasBackgroundClass
                ? "The teacher of the distillation has a background class, but the network to be trained has none. Set BackgroundClass."
                : "The teacher of the distillation has no background class, but the network to be trained has one. Give a teacher " +
                    "that was trained with BackgroundClass.");
        }

        var (inputs, outputs) = (_layout.Layers[0].Inputs, _layout.Layers[^1].Outputs);
        if (teacher.InputSize != inputs || teacher.Layers[^1].OutputSize != outputs)
        {
            throw new InvalidOperationException(
                $"The teacher of the distillation takes {teacher.InputSize} values and gives {teacher.Layers[^1].OutputSize}, " +
                $"but the network to be trained takes {inputs} and gives {outputs}. Give a teacher that was trained on the same " +
                "features and classes.");
        }
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

    private void WarnOfAbsentClasses(RowSelection training)
    {
        var present = training.Order.ToArray().Select(row => training.Rows.Labels[row]).ToHashSet();
        var names = ClassLabels.NamesOf(labels, columns.ClassCount);
        var absent = names.Where((_, label) => !present.Contains(label)).ToList();
        if (absent.Count > 0)
        {
            channel.Warning(
                $"No row to train on is of {absent.Count} of the {names.Count} classes: {ClassLabels.List(absent)}. The " +
                "network cannot learn them. Give rows of them, or keys of the other classes alone.");
        }
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
