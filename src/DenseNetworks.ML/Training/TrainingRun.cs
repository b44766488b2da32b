using DenseNetworks.IO;
using DenseNetworks.Models;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace DenseNetworks.ML.Training;

/// <summary>A call of <see cref="DenseNetworkTrainer.Fit(IDataView)"/>, from reading the rows to the trained network.</summary>
internal sealed class TrainingRun(
    IHost host, IChannel channel, DenseNetworkTrainer.Options options, TrainingRecipe recipe, int seed, TrainingColumns columns,
    ClassValues? labels)
{
    // Weights, gradients and two moments, and copies of three of these after each epoch.
    private const int CopiesOfWeights = 7;

    private readonly NetworkLayout _layout = new([columns.FeatureCount, .. recipe.HiddenLayers, columns.OutputCount]);

    public DenseNetworkTransformer Run(IDataView input, IDataView? validationSet, DenseNetwork? model)
    {
        CheckTeacher();
        using var sole = CheckpointLock.Take(options.CheckpointPath);
        var checkpoints = new TrainingCheckpoints(
            options.CheckpointPath, seed, ((IHostEnvironmentInternal)host).Seed, _layout, columns, labels, recipe, model,
            options.CancellationToken.CanBeCanceled);
        using var memory = new NativeFloats(); // frees the rows
        try
        {
            return Run(input, validationSet, model, checkpoints, memory);
        }
        catch (OperationCanceledException e)
        {
            throw checkpoints.Explain(e);
        }
        catch (TrainingDivergedException e)
        {
            throw checkpoints.Explain(e);
        }
        catch (OutOfMemoryException e) when (e is not InsufficientMemoryException)
        {
            throw MemoryFault.Of(
                FormattableString.Invariant($"A training of {_layout.Length:N0} weights"),
                CopiesOfWeights * sizeof(float) * _layout.Length, e);
        }
    }

    private int? GpuDeviceId => options.GpuDeviceId ?? ((IHostEnvironmentInternal)host).GpuDeviceId;

    private DenseNetworkTransformer Run(
        IDataView input, IDataView? validationSet, DenseNetwork? model, TrainingCheckpoints checkpoints, FloatMemory memory)
    {
        var fallbackToCpu = options.FallbackToCpu ?? ((IHostEnvironmentInternal)host).FallbackToCpu;
        var device = TrainingDevice.Select(checkpoints.ChooseBackend(options.Backend), GpuDeviceId, fallbackToCpu, channel);
        checkpoints.CheckBackend(device.Backend);
        var random = new Random(checkpoints.Seed);
        var data = new TrainingDataReader(memory, recipe, validationSet, columns, channel, ThrowIfCancelled)
            .Read(input, isSparse: device.Gpu is null ? null : false, random);
        recipe = RecipeDefaults.Complete(recipe, data.Training.Count);
        Report(data.Training.Count, device);
        var warnings = new TrainingWarnings(channel, columns, labels, data.Training);
        warnings.CheckRows();
        var start = checkpoints.Begin(data, recipe);
        return TrainingThread.Run(device.Backend, threadCount =>
        {
            using CpuBackend backend =
                device.Backend == TrainingBackend.LibTorch ? new LibTorchBackend() : new ManagedBackend();
            var (layers, history) = Train(data, start, model, MakeEngine, random, checkpoints);
            warnings.CheckHistory(history, recipe);
            var network = new NetworkCalibration(columns, recipe, model, threadCount, ThrowIfCancelled).Calibrate(layers, data);
            return new DenseNetworkTransformer(host, network, history, columns.FeatureName, labels);

            TrainingEngine MakeEngine()
            {
                var rows = LimitRows(data);
                return device.Gpu is { } gpu
                    ? TensorEngine.OnGpu(gpu, backend, _layout, random, recipe, rows)
                    : new CpuEngine(
                        backend, _layout, random, recipe, data.Training.Rows.Features is SparseFeatures, rows,
                        CpuEngine.ChooseWorkerCount(_layout, rows.Learned, threadCount, recipe.Distillation?.Teacher),
                        ThrowIfCancelled);
            }
        });
    }

    private (IReadOnlyList<DenseLayer> Layers, TrainingHistory History) Train(
        TrainingData data, TrainingState? start, DenseNetwork? model, Func<TrainingEngine> makeEngine, Random random,
        TrainingCheckpoints checkpoints)
    {
        using var engine = makeEngine();
        if (model is not null)
        {
            engine.StartAt(WarmStart.LayersOf(model));
        }

        var loop = new TrainingLoop(engine, data.Training, data.Validation, recipe, random, start)
        {
            Seed = ((IHostEnvironmentInternal)host).Seed,
            KeepsStates = checkpoints.AreKept,
            OnBatch = options.BatchProgress is { } progress ? progress.Report : null,
        };
        TrainingHistory history;
        try
        {
            history = loop.Run(OnEpoch, ThrowIfCancelled);
        }
        finally
        {
            checkpoints.Keep(checkpoints.AreKept ? loop.CopyState() : null);
        }

        return (engine.Finish().Layers, history);

        void OnEpoch(EpochResult result)
        {
            if (checkpoints.AreWritten)
            {
                checkpoints.Write(loop.CopyState()!); // first, because the observer may throw
            }

            Report(result);
        }
    }

    private RowLimits LimitRows(TrainingData data)
    {
        var batchSize = Math.Min(recipe.BatchSize!.Value, data.Training.Count);
        var evaluatedRows = Math.Min(data.Validation?.Count ?? 0, TrainingLoop.EvaluationBatchSize);
        return new RowLimits(batchSize, Math.Max(batchSize, evaluatedRows));
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
                ? "The teacher of the distillation has a background class, but the network to be trained has none. Set " +
                    "BackgroundClass."
                : "The teacher of the distillation has no background class, but the network to be trained has one. Use a " +
                    "teacher that was trained with BackgroundClass.");
        }

        var (inputs, outputs) = (_layout.Layers[0].Inputs, _layout.Layers[^1].Outputs);
        if (teacher.InputSize != inputs || teacher.Layers[^1].OutputSize != outputs)
        {
            throw new InvalidOperationException(
                $"The teacher of the distillation has {teacher.InputSize} inputs and {teacher.Layers[^1].OutputSize} " +
                $"outputs, but the network to be trained has {inputs} and {outputs}. Use a teacher that was trained on the " +
                "same features and classes.");
        }
    }

    private void Report(int rowCount, TrainingDevice device) => channel.Info(FormattableString.Invariant(
        $"Training on {rowCount} rows by {device}: {recipe} ({recipe.LearningRateSchedule}), weight decay ") +
        FormattableString.Invariant($"{recipe.WeightDecay:G4}."));

    private void Report(EpochResult result)
    {
        var validated = result.ValidationLoss is null ? "" : FormattableString.Invariant(
            $", validation loss {result.ValidationLoss:F4}, validation accuracy {100 * result.ValidationAccuracy:F2} %");
        channel.Info(FormattableString.Invariant(
            $"Epoch {result.Epoch} of {result.EpochCount}: loss {result.Loss:F4}, accuracy {100 * result.Accuracy:F2} %") +
            FormattableString.Invariant($"{validated}, {result.Duration.TotalSeconds:F2} s"));
        options.Progress?.Report(result);
    }

    private void ThrowIfCancelled()
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        host.CheckAlive();
    }
}
