using DenseNetworks.ML;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Adds <see cref="DenseNetworkTrainer"/> to <see cref="MulticlassClassificationCatalog.Trainers"/>.</summary>
public static class DenseNetworkCatalogExtensions
{
    /// <summary>Creates a trainer of a dense network.</summary>
    /// <param name="catalog">The catalog of multiclass trainers.</param>
    /// <param name="labelColumnName">The label column: a key of <see cref="uint"/>.</param>
    /// <param name="featureColumnName">The feature column: a vector of <see cref="float"/> of known size.</param>
    /// <param name="exampleWeightColumnName">
    /// The column that says how much a row counts: a <see cref="float"/> of at least 0; <see langword="null"/> if all count the
    /// same.
    /// </param>
    /// <param name="hiddenLayers">
    /// The number of rectified linear units in each hidden layer, each at least 1; <see langword="null"/> for 128, 128.
    /// </param>
    /// <param name="epochs">How often every row is seen, at least 1; <see langword="null"/> for what suits the number of rows.</param>
    /// <param name="batchSize">
    /// The number of rows behind one step, at least 1; <see langword="null"/> for what suits the number of rows.
    /// </param>
    /// <param name="learningRate">
    /// The largest step size of Adam, above 0; <see langword="null"/> for what suits the hidden layers.
    /// </param>
    /// <returns>The trainer.</returns>
    /// <exception cref="ArgumentException">Some arguments are not valid. The message lists them all.</exception>
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

    /// <summary>Creates a trainer of a dense network with all its options.</summary>
    /// <param name="catalog">The catalog of multiclass trainers.</param>
    /// <param name="options">The options.</param>
    /// <returns>The trainer.</returns>
    /// <exception cref="ArgumentException">Some options are not valid. The message lists them all.</exception>
    public static DenseNetworkTrainer DenseNetwork(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, DenseNetworkTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new DenseNetworkTrainer(CatalogUtils.GetEnvironment(catalog), options);
    }
}
