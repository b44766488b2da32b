using DenseNetworks.ML;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Extends <see cref="MulticlassClassificationCatalog.Trainers"/> with <see cref="DenseNetworkTrainer"/>.</summary>
public static class DenseNetworkCatalogExtensions
{
    /// <summary>
    /// Creates a <see cref="DenseNetworkTrainer"/>, which trains a dense network for multiclass classification.
    /// </summary>
    /// <param name="catalog">The catalog of multiclass trainers.</param>
    /// <param name="labelColumnName">The label column: a key of <see cref="uint"/>.</param>
    /// <param name="featureColumnName">The feature column: a vector of <see cref="float"/> of known size.</param>
    /// <param name="exampleWeightColumnName">
    /// The column with the weight of each row: a <see cref="float"/> of at least 0; or <see langword="null"/> for equal
    /// weights.
    /// </param>
    /// <param name="hiddenLayers">
    /// The number of rectified linear units in each hidden layer, at least 1 each; or <see langword="null"/> for 128, 128.
    /// </param>
    /// <param name="epochs">
    /// The number of passes over the rows, at least 1; or <see langword="null"/> to choose it from the number of rows.
    /// </param>
    /// <param name="batchSize">
    /// The number of rows per step, at least 1; or <see langword="null"/> to choose it from the number of rows.
    /// </param>
    /// <param name="learningRate">
    /// The largest step size of Adam, greater than 0; or <see langword="null"/> to choose it from the hidden layers.
    /// </param>
    /// <returns>The trainer.</returns>
    /// <exception cref="ArgumentException">One or more arguments are invalid. The message lists all of them.</exception>
    /// <example>
    /// <code>
    /// var mlContext = new MLContext(seed: 1);
    /// var pipeline = mlContext.Transforms.Conversion.MapValueToKey("Label")
    ///     .Append(mlContext.Transforms.Concatenate("Features", "Length", "Width"))
    ///     .Append(mlContext.Transforms.NormalizeMeanVariance("Features"))
    ///     .Append(mlContext.MulticlassClassification.Trainers.DenseNetwork())
    ///     .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
    /// ITransformer model = pipeline.Fit(data);
    /// </code>
    /// </example>
    public static DenseNetworkTrainer DenseNetwork(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        IReadOnlyList<int>? hiddenLayers = null,
        int? epochs = null,
        int? batchSize = null,
        double? learningRate = null)
    {
        var recipe = TrainingRecipe.Automatic with { Epochs = epochs, BatchSize = batchSize, LearningRate = learningRate };
        return DenseNetwork(catalog, new DenseNetworkTrainer.Options
        {
            Recipe = hiddenLayers is null ? recipe : recipe with { HiddenLayers = hiddenLayers },
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
        });
    }

    /// <summary>Creates a <see cref="DenseNetworkTrainer"/> with advanced options.</summary>
    /// <param name="catalog">The catalog of multiclass trainers.</param>
    /// <param name="options">The options.</param>
    /// <returns>The trainer.</returns>
    /// <exception cref="ArgumentException">One or more options are invalid. The message lists all of them.</exception>
    /// <example>
    /// <code>
    /// var trainer = mlContext.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options
    /// {
    ///     Recipe = TrainingRecipe.Automatic with { HiddenLayers = [64], ValidationFraction = 0.1, EarlyStopping = new() },
    ///     Progress = new Progress&lt;EpochResult&gt;(epoch => Console.WriteLine(epoch)),
    /// });
    /// </code>
    /// </example>
    public static DenseNetworkTrainer DenseNetwork(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, DenseNetworkTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new DenseNetworkTrainer(CatalogUtils.GetEnvironment(catalog), options);
    }
}
