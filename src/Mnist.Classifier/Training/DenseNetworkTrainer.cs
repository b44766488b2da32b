using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using Mnist.Classifier.MLNet;
using Mnist.Classifier.Scoring;
using Mnist.Classifier.Training;
using Mnist.Classifier.Training.Native;
using TorchSharp;

namespace Mnist.Classifier;

/// <summary>
/// Trains a dense (fully connected) network to tell classes apart: any number of features, any number of classes, any
/// hidden layers of rectified linear units, softmax with cross-entropy, Adam.
/// </summary>
/// <remarks>
/// <para>Made by <see cref="DenseNetworkCatalogExtensions"/>. Learns on libtorch through TorchSharp, so the app
/// references a native libtorch package such as <c>TorchSharp-cpu</c>; the model it gives needs none.</para>
/// <list type="table">
/// <listheader><term>Trainer characteristic</term><description></description></listheader>
/// <item><term>Machine learning task</term><description>Multiclass classification</description></item>
/// <item><term>Is normalization required?</term><description>Yes: features of a size near 1</description></item>
/// <item><term>Is caching required?</term><description>No: the data is read once and kept in one copy</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>Mnist.Classifier and a libtorch</description></item>
/// <item><term>Exportable to ONNX</term><description>Yes</description></item>
/// </list>
/// <para>The seed of <see cref="MLContext"/> decides every random number; it is drawn when the trainer is made. On one
/// machine and with one number of threads, every <see cref="Fit"/> of one trainer to the same data gives the same
/// weights, bit for bit.</para>
/// <para>Immutable and safe for use from many threads.</para>
/// </remarks>
public sealed partial class DenseNetworkTrainer : ITrainerEstimator<DenseNetworkTransformer, DenseNetwork>
{
    private readonly IHost _host;
    private readonly Options _options;
    private readonly int _seed;

    internal DenseNetworkTrainer(IHostEnvironment env, Options options)
    {
        OptionFaults.ThrowIfAny(options);
        _host = env.Register(nameof(DenseNetworkTrainer));
        _options = options with { HiddenLayers = [.. options.HiddenLayers] };
        _seed = _host.Rand.Next();
    }

    /// <summary>Gets what ML.NET asks to know of a trainer.</summary>
    public TrainerInfo Info { get; } = new(normalization: true, caching: false, supportValid: true);

    /// <summary>
    /// Trains a network on every row of <paramref name="input"/> that has a label; with
    /// <see cref="TrainingRecipe.BackgroundClass"/>, on every row.
    /// </summary>
    /// <param name="input">The rows, with the label and feature columns that the options name.</param>
    /// <returns>The trained network as a transformer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has an unfit type.</exception>
    /// <exception cref="InvalidOperationException">
    /// There are no rows, a feature is not a finite number, training diverged, the GPU asked for is not there, or the teacher
    /// of the distillation has another number of features or outputs, the features are no images as the augmentation takes them;
    /// or there are no rows without a label for a background class, or no validation rows with one for a temperature.
    /// </exception>
    /// <exception cref="DllNotFoundException">The app has no native libtorch, or the system cannot load it.</exception>
    /// <exception cref="PlatformNotSupportedException">There is no libtorch for this system.</exception>
    /// <exception cref="NotSupportedException">A layer, or a batch in a layer, has more values than one array.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public DenseNetworkTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var columns = CheckSchema(input.Schema, expected: null);
        if (_options.ValidationSet is { } validationSet)
        {
            CheckSchema(validationSet.Schema, columns);
        }

        if (_options.Augmentation is { } augmentation)
        {
            _ = ImageShape.Of(columns.FeatureCount, augmentation.ImageWidth); // refused before the data is read
        }

        var labels = ClassLabels.FromLabelColumn(input.Schema[columns.LabelName]); // refused before the work, not after
        using var channel = _host.Start("Training");
        TorchLibrary.EnsureLoaded();
        var (network, history) = Train(input, columns, channel);
        return new DenseNetworkTransformer(_host, network, history, columns.FeatureName, labels);
    }

    /// <summary>Foretells the columns of the transformer that <see cref="Fit"/> gives.</summary>
    /// <param name="inputSchema">The shape of the input.</param>
    /// <returns>The shape with <c>PredictedLabel</c> and <c>Score</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has an unfit type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        inputSchema.Require(_host, "feature", _options.FeatureColumnName, "Vector<Single>",
            column => column is { Kind: SchemaShape.Column.VectorKind.Vector, IsKey: false }
                && column.ItemType.Equals(NumberDataViewType.Single));
        var label = inputSchema.Require(_host, "label", _options.LabelColumnName, "Key<UInt32>",
            column => column is { Kind: SchemaShape.Column.VectorKind.Scalar, IsKey: true }
                && column.ItemType.Equals(NumberDataViewType.UInt32));
        var keyValueType = label.Annotations
            .Where(annotation => annotation.Name == AnnotationUtils.Kinds.KeyValues && annotation.Kind == SchemaShape.Column.VectorKind.Vector)
            .Select(annotation => ClassLabels.RequireStorable(_options.LabelColumnName, annotation.ItemType).ItemType)
            .FirstOrDefault();
        return inputSchema.With(ScoreColumns.MakeShapes(keyValueType));
    }

    private int? GpuDeviceId => _options.GpuDeviceId ?? ((IHostEnvironmentInternal)_host).GpuDeviceId;

    private (DenseNetwork Network, TrainingHistory History) Train(IDataView input, TrainingColumns columns, IChannel channel)
    {
        using var scope = torch.NewDisposeScope(); // the rows end here, whatever happens
        var layout = new NetworkLayout([columns.FeatureCount, .. _options.HiddenLayers, columns.OutputCount]);
        CheckTeacher(layout, columns);
        var fallbackToCpu = _options.FallbackToCpu ?? ((IHostEnvironmentInternal)_host).FallbackToCpu;
        var device = TrainingDevice.Select(GpuDeviceId, fallbackToCpu, channel);
        var random = new Random(_seed);
        var rows = ReadRows(input, columns, isSparse: device.type == DeviceType.CPU ? null : false, channel);
        var (training, validation) = HoldOut(RowSelection.All(rows), random, () => ReadRows(
            _options.ValidationSet!, columns, rows.Features is SparseFeatures, channel));
        CheckClasses(columns, training, validation);
        return TrainingThread.Run(threadCount =>
        {
            using var trainingScope = torch.NewDisposeScope(); // every other tensor ends here; scopes are of one thread
            var (trained, history) = Train(layout, training, validation, device, threadCount, random, channel);
            var calibration = new NetworkCalibration(columns, _options, threadCount);
            return (calibration.Calibrate(trained.Layers, training, validation), history);
        });
    }

    private (DenseNetwork Network, TrainingHistory History) Train(
        NetworkLayout layout, RowSelection training, RowSelection? validation, torch.Device device, int threadCount,
        Random random, IChannel channel)
    {
        using ITrainingEngine engine = device.type == DeviceType.CPU
            ? MakeCpuEngine(layout, random, training, validation, threadCount)
            : new TensorEngine(layout, random, device, _options with { BatchSize = Math.Min(_options.BatchSize, training.Count) });
        var history = new TrainingLoop(engine, training, validation, _options, random)
            .Run(result => Report(result, channel), ThrowIfCancelled);
        return (engine.ToDenseNetwork(), history);
    }

    private CpuEngine MakeCpuEngine(
        NetworkLayout layout, Random random, RowSelection training, RowSelection? validation, int threadCount)
    {
        var batchSize = Math.Min(_options.BatchSize, training.Count);
        var evaluatedRows = Math.Min(validation?.Count ?? 0, TrainingLoop.EvaluationBatchSize);
        return new CpuEngine(layout, random, new CpuEngineSettings
        {
            IsSparse = training.Rows.Features is SparseFeatures,
            Augmentation = _options.Augmentation,
            Rows = new RowLimits(batchSize, Math.Max(batchSize, evaluatedRows)),
            WorkerCount = CpuEngine.ChooseWorkerCount(layout, batchSize, threadCount, _options.Distillation?.Teacher),
            LabelSmoothing = _options.LabelSmoothing,
            WeightDecay = _options.WeightDecay,
            Dropout = _options.Dropout,
            WeightAveraging = _options.WeightAveraging,
            GradientClipping = _options.GradientClipping,
            Distillation = _options.Distillation,
        });
    }

    private TrainingRows ReadRows(IDataView data, TrainingColumns columns, bool? isSparse, IChannel channel) =>
        TrainingRows.Read(columns, data, isSparse, channel, ThrowIfCancelled);

    private (RowSelection Training, RowSelection? Validation) HoldOut(
        RowSelection training, Random random, Func<TrainingRows> readValidationSet)
    {
        if (_options.ValidationSet is not null)
        {
            return (training, RowSelection.All(readValidationSet()));
        }

        if (_options.ValidationFraction == 0)
        {
            return (training, null);
        }

        var validationCount = (int)Math.Round(training.Count * _options.ValidationFraction);
        if (validationCount == 0 || validationCount == training.Count)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"A ValidationFraction of {_options.ValidationFraction} leaves no rows to train on or none to validate on: ") +
                $"there are {training.Count} rows. Change the fraction, or give a ValidationSet.");
        }

        training.Shuffle(random);
        var (validation, rest) = training.Split(validationCount);
        return (rest, validation);
    }

    private void CheckClasses(TrainingColumns columns, RowSelection training, RowSelection? validation)
    {
        if (columns.HasBackgroundClass && !Has(training, label => label == columns.ClassCount))
        {
            throw new InvalidOperationException(
                "BackgroundClass has no examples: no row to train on has a missing label. Add rows of none of the classes " +
                "with a missing label, or leave BackgroundClass out.");
        }

        if (_options.TemperatureScaling && !Has(validation!, label => label < columns.ClassCount))
        {
            throw new InvalidOperationException(
                "TemperatureScaling has no rows to measure on: no validation row has a label. Give others, or leave it out.");
        }

        static bool Has(RowSelection rows, Predicate<int> isWanted) =>
            Array.Exists(rows.Order.ToArray(), row => isWanted(rows.Rows.Labels[row]));
    }

    private TrainingColumns CheckSchema(DataViewSchema schema, TrainingColumns? expected)
    {
        var features = schema.Require(_host, "feature", _options.FeatureColumnName,
            expected is null ? "a vector of Single of known size" : $"a vector of Single of size {expected.FeatureCount}",
            type => type is VectorDataViewType { IsKnownSize: true } vector && vector.ItemType.Equals(NumberDataViewType.Single)
                && (expected is null || vector.Size == expected.FeatureCount));
        var label = schema.Require(_host, "label", _options.LabelColumnName,
            expected is null ? "a key of UInt32 with 2 to 1,000,000 values" : $"a key of UInt32 with {expected.ClassCount} values",
            type => type is KeyDataViewType key && key.RawType == typeof(uint)
                && (expected is null ? key.Count is >= 2 and <= 1_000_000 : key.Count == (ulong)expected.ClassCount));
        return new TrainingColumns(
            label.Name, features.Name, (int)((KeyDataViewType)label.Type).Count, ((VectorDataViewType)features.Type).Size,
            _options.BackgroundClass);
    }

    private void CheckTeacher(NetworkLayout layout, TrainingColumns columns)
    {
        var (inputs, outputs) = (layout.Layers[0].Inputs, layout.Layers[^1].Outputs);
        if (_options.Distillation?.Teacher is not { } teacher)
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

        if (teacher.InputSize != inputs || teacher.Layers[^1].OutputSize != outputs)
        {
            throw new InvalidOperationException(
                $"The teacher of the distillation takes {teacher.InputSize} values and gives {teacher.Layers[^1].OutputSize}, " +
                $"but the network to be trained takes {inputs} and gives {outputs}. Give a teacher that was trained on the same " +
                "features and classes.");
        }
    }

    private void Report(EpochResult result, IChannel channel)
    {
        var validated = result.ValidationLoss is null ? "" : FormattableString.Invariant(
            $", validation loss {result.ValidationLoss:F4}, validation accuracy {100 * result.ValidationAccuracy:F2} %");
        channel.Info(FormattableString.Invariant(
            $"Epoch {result.Epoch} of {result.EpochCount}: loss {result.Loss:F4}, accuracy {100 * result.Accuracy:F2} %{validated}, ") +
            FormattableString.Invariant($"{result.Duration.TotalSeconds:F2} s"));
        _options.Progress?.Report(result);
    }

    private void ThrowIfCancelled()
    {
        _options.CancellationToken.ThrowIfCancellationRequested();
        _host.CheckAlive();
    }
}
