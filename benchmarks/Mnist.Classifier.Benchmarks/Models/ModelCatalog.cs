using DenseNetworks.ML;
using Microsoft.ML;

namespace Mnist.Classifier.Benchmarks;

/// <summary>The models that suites evaluate.</summary>
internal static class ModelCatalog
{
    // Predictions for images unlike the training images vary a lot: one seed says little.
    private static readonly int[] Seeds = [1, 2, 3];

    /// <summary>Gets the models that everyone can have, from the first column of a table to the last.</summary>
    public static IReadOnlyList<ModelSource> All { get; } =
    [
        Trained(nameof(TrainingRecipe.Tutorial), TrainingRecipe.Tutorial, Seeds),
        Trained(nameof(TrainingRecipe.Fast), TrainingRecipe.Fast, Seeds),
        Trained(nameof(TrainingRecipe.Accurate), TrainingRecipe.Accurate, [1]), // it takes minutes
        Loaded("pretrained", MnistClassifier.LoadPretrained),
    ];

    /// <summary>Gets a model of one's own.</summary>
    /// <param name="path">The zip file.</param>
    public static ModelSource FromFile(string path) => Loaded(Path.GetFileName(path), () => MnistClassifier.Load(path));

    private static ModelSource Trained(string name, TrainingRecipe recipe, int[] seeds) =>
        new(name, seeds, (data, seed) => MnistClassifier.Train(data, recipe, new MLContext(seed))) { IsTrainedHere = true };

    private static ModelSource Loaded(string name, Func<MnistClassifier> load) =>
        new(name, [1], (_, _) => load()) { IsBehindPicturesToo = true };
}
