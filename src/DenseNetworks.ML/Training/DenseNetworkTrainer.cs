using DenseNetworks.ML.MLNet;
using DenseNetworks.ML.Scoring;
using DenseNetworks.ML.Training;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace DenseNetworks.ML;

/// <summary>
/// Trains a dense (fully connected) network to tell classes apart: any number of features, any number of classes, any
/// hidden layers of rectified linear units, softmax with cross-entropy, Adam.
/// </summary>
/// <remarks>
/// <para>Made by <see cref="DenseNetworkCatalogExtensions"/>. Learns by libtorch, through TorchSharp, where the app references a
/// native libtorch package such as <c>TorchSharp-cpu</c>, and in managed code where it does not: see
/// <see cref="Options.Backend"/>. The model it gives needs neither.</para>
/// <list type="table">
/// <listheader><term>Trainer characteristic</term><description></description></listheader>
/// <item><term>Machine learning task</term><description>Multiclass classification</description></item>
/// <item><term>Is normalization required?</term><description>Yes: features of a size near 1</description></item>
/// <item><term>Is caching required?</term><description>No: the data is read once and kept in one copy</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>DenseNetworks.ML, and a libtorch for GPUs</description></item>
/// <item><term>Exportable to ONNX</term><description>Yes</description></item>
/// </list>
/// <para>The seed of <see cref="MLContext"/> decides every random number; it is drawn when the trainer is made. On one
/// machine, with one number of threads and one backend, every <see cref="Fit(IDataView)"/> of one trainer to the same data gives the same
/// weights, bit for bit.</para>
/// <para>Immutable and safe for use from many threads.</para>
/// </remarks>
public sealed partial class DenseNetworkTrainer : ITrainerEstimator<DenseNetworkTransformer, DenseNetwork>
{
    private const string FeatureHint = " (Transforms.Concatenate makes one of numbers, Transforms.NormalizePixels of bytes)";
    private const string LabelHint = " (Transforms.Conversion.MapValueToKey makes one of any values)";

    private readonly IHost _host;
    private readonly Options _options;
    private readonly TrainingRecipe _recipe;
    private readonly ClassWeights? _classWeights;
    private readonly int _seed;

    internal DenseNetworkTrainer(IHostEnvironment env, Options options)
    {
        OptionsValidator.Validate(options);
        _host = env.Register(nameof(DenseNetworkTrainer));
        _options = options;
        _recipe = options.Recipe with { HiddenLayers = [.. options.Recipe.HiddenLayers] }; // a list may change
        _classWeights = options.ClassWeights is { } weights ? new ClassWeights(weights) : null;
        _seed = _host.Rand.Next();
    }

    /// <summary>Gets what ML.NET asks to know of a trainer.</summary>
    public TrainerInfo Info { get; } =
        new(normalization: true, caching: false, supportValid: true, supportIncrementalTrain: true);

    /// <summary>
    /// Trains a network on every row of <paramref name="input"/> that has a label; with
    /// <see cref="TrainingRecipe.BackgroundClass"/>, on every row. Rows of the weight 0 are left out.
    /// </summary>
    /// <param name="input">The rows, with the label, feature and weight columns that the options name.</param>
    /// <returns>The trained network as a transformer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has an unfit type.</exception>
    /// <exception cref="InvalidOperationException">
    /// There are no rows; a feature is not a finite number, or a row has not as many as its column says; a weight is negative
    /// or not a finite number, or is of a class that is not there; validation rows are asked for and not given; the keys of the
    /// validation set stand for other classes; the GPU asked for is not there; the teacher of the distillation has another
    /// number of features or outputs; the features are no images as the augmentation takes them; there are no rows without a
    /// label for a background class, or no validation rows with one for a temperature; or the checkpoint is of another
    /// training.
    /// </exception>
    /// <exception cref="TrainingDivergedException">Training diverged. The exception has the last good weights.</exception>
    /// <exception cref="InvalidDataException">The file of the checkpoint is damaged, or is no checkpoint.</exception>
    /// <exception cref="UnauthorizedAccessException">The checkpoint must not be read or written.</exception>
    /// <exception cref="IOException">The checkpoint cannot be read or written.</exception>
    /// <exception cref="DllNotFoundException">
    /// libtorch is asked for, as the backend or for a GPU, and the app has none, or the system cannot load it.
    /// </exception>
    /// <exception cref="PlatformNotSupportedException">libtorch is asked for, and there is none for this system.</exception>
    /// <exception cref="NotSupportedException">
    /// A layer, or a batch in a layer, has more values than one array, or a checkpoint would have more than 2,000 MiB.
    /// </exception>
    /// <exception cref="TrainingCanceledException">The training was cancelled. The exception has what it had come to.</exception>
    public DenseNetworkTransformer Fit(IDataView input) => Fit(input, _options.ValidationSet, _recipe, model: null);

    /// <summary>Trains a network as <see cref="Fit(IDataView)"/> does, and evaluates it after each epoch.</summary>
    /// <param name="trainData">The rows to learn from.</param>
    /// <param name="validationData">
    /// The rows to evaluate, with the same columns. With them, no others are held out, whatever the options say.
    /// </param>
    /// <returns>The trained network as a transformer.</returns>
    /// <inheritdoc cref="Fit(IDataView)" path="/exception"/>
    public DenseNetworkTransformer Fit(IDataView trainData, IDataView validationData)
    {
        ArgumentNullException.ThrowIfNull(validationData);
        return Fit(trainData, validationData, _recipe with { ValidationFraction = 0 }, model: null);
    }

    /// <summary>
    /// Goes on from a trained network with other rows, as ML.NET's own trainers do from their model parameters: training starts
    /// at its weights, and otherwise goes as <see cref="Fit(IDataView)"/> does, by the recipe of the options.
    /// <see cref="TrainingRecipe.FineTuning"/> makes one for it.
    /// </summary>
    /// <param name="trainData">
    /// The rows to learn from, prepared as those of the network were: features that mean the same, and keys that stand for the
    /// same classes.
    /// </param>
    /// <param name="model">
    /// The network to go on from: <see cref="DenseNetworkTransformer.Network"/> of a transformer that was trained or loaded. It
    /// has the hidden layers of the recipe, and a background class exactly if the recipe has. It does not change. The known
    /// threshold of the trained network is at most its.
    /// </param>
    /// <returns>The trained network as a transformer.</returns>
    /// <inheritdoc cref="Fit(IDataView)" path="/exception"/>
    /// <exception cref="InvalidOperationException">
    /// As above; or the network has other features, hidden layers or classes. The message says which.
    /// </exception>
    public DenseNetworkTransformer Fit(IDataView trainData, DenseNetwork model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Fit(trainData, _options.ValidationSet, _recipe, model);
    }

    private DenseNetworkTransformer Fit(
        IDataView input, IDataView? validationSet, TrainingRecipe recipe, DenseNetwork? model)
    {
        ArgumentNullException.ThrowIfNull(input);
        OptionsValidator.RequireValidationRows(recipe, validationSet is not null);
        var columns = CheckSchema(input.Schema, expected: null);
        if (recipe.Augmentation is { } augmentation)
        {
            _ = ImageShape.Of(columns.FeatureCount, augmentation.ImageWidth); // refused before the data is read
        }

        var labels = ClassLabels.FromLabelColumn(input.Schema[columns.LabelName]); // refused before the work, not after
        columns = columns with { ClassWeights = _classWeights?.Of(columns, labels) };
        if (model is not null)
        {
            WarmStart.Check(model, recipe, columns, labels);
        }

        if (validationSet is not null)
        {
            var validated = CheckSchema(validationSet.Schema, columns);
            ClassLabels.CheckEqual(labels, ClassLabels.FromLabelColumn(validationSet.Schema[validated.LabelName]));
        }

        using var channel = _host.Start("Training");
        return new TrainingRun(_host, channel, _options, recipe, _seed, columns, labels).Run(input, validationSet, model);
    }

    /// <summary>Predicts the columns of the transformer that <see cref="Fit(IDataView)"/> gives.</summary>
    /// <param name="inputSchema">The shape of the input.</param>
    /// <returns>The shape with <c>PredictedLabel</c> and <c>Score</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has an unfit type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        inputSchema.Require(_host, "feature", _options.FeatureColumnName, $"Vector<Single>{FeatureHint}",
            column => column is { Kind: SchemaShape.Column.VectorKind.Vector, IsKey: false }
                && column.ItemType.Equals(NumberDataViewType.Single));
        var label = inputSchema.Require(_host, "label", _options.LabelColumnName, $"Key<UInt32>{LabelHint}",
            column => column is { Kind: SchemaShape.Column.VectorKind.Scalar, IsKey: true }
                && column.ItemType.Equals(NumberDataViewType.UInt32));
        if (_options.ExampleWeightColumnName is { } weight)
        {
            inputSchema.Require(_host, "weight", weight, "Single",
                column => column is { Kind: SchemaShape.Column.VectorKind.Scalar, IsKey: false }
                    && column.ItemType.Equals(NumberDataViewType.Single));
        }

        var keyValueType = label.Annotations
            .Where(annotation => annotation.Name == AnnotationUtils.Kinds.KeyValues && annotation.Kind == SchemaShape.Column.VectorKind.Vector)
            .Select(annotation => ClassLabels.ItemType(ClassLabels.RequireStorable(_options.LabelColumnName, annotation.ItemType)))
            .FirstOrDefault();
        return inputSchema.With(ScoreColumns.MakeShapes(keyValueType));
    }

    private TrainingColumns CheckSchema(DataViewSchema schema, TrainingColumns? expected)
    {
        var features = schema.Require(_host, "feature", _options.FeatureColumnName,
            expected is null ? $"a vector of Single of known size{FeatureHint}" : $"a vector of Single of size {expected.FeatureCount}",
            type => type is VectorDataViewType { IsKnownSize: true } vector && vector.ItemType.Equals(NumberDataViewType.Single)
                && (expected is null || vector.Size == expected.FeatureCount));
        var label = schema.Require(_host, "label", _options.LabelColumnName,
            expected is null ? $"a key of UInt32 with 2 to 1,000,000 values{LabelHint}" : $"a key of UInt32 with {expected.ClassCount} values",
            type => type is KeyDataViewType key && key.RawType == typeof(uint)
                && (expected is null ? key.Count is >= 2 and <= 1_000_000 : key.Count == (ulong)expected.ClassCount));
        if (_options.ExampleWeightColumnName is { } weight)
        {
            schema.Require(_host, "weight", weight, "Single", type => type.Equals(NumberDataViewType.Single));
        }

        return new TrainingColumns(
            label.Name, features.Name, (int)((KeyDataViewType)label.Type).Count, ((VectorDataViewType)features.Type).Size,
            _recipe.BackgroundClass, _options.ExampleWeightColumnName)
        {
            SkipsMissingFeatures = _options.SkipRowsWithMissingFeatures,
        };
    }
}
