using DenseNetworks.ML.MLNet;
using DenseNetworks.ML.Scoring;
using DenseNetworks.ML.Training;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace DenseNetworks.ML;

/// <summary>
/// Trains a dense (fully connected) network for multiclass classification: any number of features, classes and hidden layers of
/// rectified linear units, softmax with cross-entropy, and Adam.
/// </summary>
/// <remarks>
/// <para>Create it with <see cref="DenseNetworkCatalogExtensions"/>. It trains with libtorch, through TorchSharp, if the app
/// references a native libtorch package such as <c>TorchSharp-cpu</c>; otherwise, in managed code: see
/// <see cref="Options.Backend"/>. The trained model needs neither.</para>
/// <list type="table">
/// <listheader><term>Trainer characteristic</term><description></description></listheader>
/// <item><term>Machine learning task</term><description>Multiclass classification</description></item>
/// <item><term>Is normalization required?</term><description>Yes: features with magnitudes near 1</description></item>
/// <item><term>Is caching required?</term><description>No: the data is read once, into one copy</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term>
/// <description>DenseNetworks.ML, and a libtorch package for GPUs</description></item>
/// <item><term>Exportable to ONNX</term><description>Yes</description></item>
/// </list>
/// <para>The seed of <see cref="MLContext"/> determines all random numbers; it is drawn when the trainer is created. On one
/// machine, with the same number of threads and the same backend, fitting the same trainer to the same data always gives the
/// same weights, bit for bit.</para>
/// <para>Immutable and safe for use from multiple threads.</para>
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
        _recipe = options.Recipe with { HiddenLayers = [.. options.Recipe.HiddenLayers] }; // the list may be mutable
        _classWeights = options.ClassWeights is { } weights ? new ClassWeights(weights) : null;
        _seed = _host.Rand.Next();
    }

    /// <summary>Gets the properties of the trainer that ML.NET needs to know.</summary>
    public TrainerInfo Info { get; } =
        new(normalization: true, caching: false, supportValid: true, supportIncrementalTrain: true);

    /// <summary>
    /// Trains a network on the rows of <paramref name="input"/> that have a label; with
    /// <see cref="TrainingRecipe.BackgroundClass"/>, on all rows. Rows with weight 0 are skipped.
    /// </summary>
    /// <param name="input">The rows, with the label, feature and weight columns that the options name.</param>
    /// <returns>The trained network as a transformer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has the wrong type.</exception>
    /// <exception cref="InvalidOperationException">
    /// There are no rows; a feature is not finite, or a row has the wrong number of features; a weight is negative or not
    /// finite, or names a class that does not exist; validation rows are required and not given; the keys of the validation set
    /// have other values; the GPU is not available; the teacher of the distillation has another number of features or outputs;
    /// the features are not images that the augmentation can process; there are no rows without a label for a background class,
    /// or no labeled validation rows for a temperature; or the checkpoint belongs to another training.
    /// </exception>
    /// <exception cref="TrainingDivergedException">
    /// The training diverged. The exception contains the last finite weights.
    /// </exception>
    /// <exception cref="InvalidDataException">The checkpoint file is damaged, or is not a checkpoint.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the checkpoint file is denied.</exception>
    /// <exception cref="IOException">The checkpoint file cannot be read or written.</exception>
    /// <exception cref="DllNotFoundException">
    /// libtorch is required, as the backend or for a GPU, but the app has none, or it cannot be loaded.
    /// </exception>
    /// <exception cref="PlatformNotSupportedException">libtorch is required, but does not exist for this platform.</exception>
    /// <exception cref="NotSupportedException">
    /// A layer, or a batch in a layer, has more values than an array can hold, or a checkpoint would be larger than 2,000 MiB.
    /// </exception>
    /// <exception cref="TrainingCanceledException">
    /// The training was canceled. The exception contains the state after the last epoch.
    /// </exception>
    /// <example>
    /// <code>
    /// var trainer = mlContext.MulticlassClassification.Trainers.DenseNetwork();
    /// DenseNetworkTransformer model = trainer.Fit(trainData);
    /// var metrics = mlContext.MulticlassClassification.Evaluate(model.Transform(testData));
    /// </code>
    /// </example>
    public DenseNetworkTransformer Fit(IDataView input) => Fit(input, _options.ValidationSet, _recipe, model: null);

    /// <summary>Trains a network as <see cref="Fit(IDataView)"/> does, and evaluates it after each epoch.</summary>
    /// <param name="trainData">The rows to learn from.</param>
    /// <param name="validationData">
    /// The rows to evaluate, with the same columns. No other rows are held out, whatever the options say.
    /// </param>
    /// <returns>The trained network as a transformer.</returns>
    /// <inheritdoc cref="Fit(IDataView)" path="/exception"/>
    public DenseNetworkTransformer Fit(IDataView trainData, IDataView validationData)
    {
        ArgumentNullException.ThrowIfNull(validationData);
        return Fit(trainData, validationData, _recipe with { ValidationFraction = 0 }, model: null);
    }

    /// <summary>
    /// Continues from a trained network with other rows, as the trainers of ML.NET do from model parameters: training starts
    /// from its weights and otherwise follows the recipe of the options, as <see cref="Fit(IDataView)"/> does.
    /// <see cref="TrainingRecipe.FineTuning"/> creates a suitable recipe.
    /// </summary>
    /// <param name="trainData">
    /// The rows to learn from, prepared as those of the network were: with the same features, and keys with the same values.
    /// </param>
    /// <param name="model">
    /// The network to continue from: <see cref="DenseNetworkTransformer.Network"/> of a trained or loaded transformer. It must
    /// have the hidden layers of the recipe, and a background class if and only if the recipe has one. It is not modified. The
    /// rejection threshold of the trained network is at most that of this one.
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
            _ = ImageShape.Of(columns.FeatureCount, augmentation.ImageWidth); // throws before the data is read
        }

        var labels = ClassLabels.FromLabelColumn(input.Schema[columns.LabelName]); // throws, too
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

    /// <summary>Returns the shape of the output of the transformer that <see cref="Fit(IDataView)"/> returns.</summary>
    /// <param name="inputSchema">The shape of the input.</param>
    /// <returns>The shape with the added columns <c>PredictedLabel</c> and <c>Score</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has the wrong type.</exception>
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
            .Where(annotation =>
                annotation is { Name: AnnotationUtils.Kinds.KeyValues, Kind: SchemaShape.Column.VectorKind.Vector })
            .Select(annotation => ClassLabels.RequireStorable(_options.LabelColumnName, annotation.ItemType))
            .Select(ClassLabels.ItemType)
            .FirstOrDefault();
        return inputSchema.With(ScoreColumns.MakeShapes(keyValueType));
    }

    private TrainingColumns CheckSchema(DataViewSchema schema, TrainingColumns? expected)
    {
        var features = schema.Require(_host, "feature", _options.FeatureColumnName,
            expected is null
                ? $"a vector of Single of known size{FeatureHint}"
                : $"a vector of Single of size {expected.FeatureCount}",
            type => type is VectorDataViewType { IsKnownSize: true } vector && vector.ItemType.Equals(NumberDataViewType.Single)
                && (expected is null || vector.Size == expected.FeatureCount));
        var label = schema.Require(_host, "label", _options.LabelColumnName,
            expected is null
                ? $"a key of UInt32 with 2 to 1,000,000 values{LabelHint}"
                : $"a key of UInt32 with {expected.ClassCount} values",
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
