using Microsoft.ML;

namespace Mnist.Classifier.Benchmarks;

/// <summary>The models that are judged: the one place that names them.</summary>
internal static class ModelCatalog
{
    /// <summary>The seed of those that are trained.</summary>
    public const int Seed = 1;

    /// <summary>Gets the models that everyone can have, from the first column of a table to the last.</summary>
    public static IReadOnlyList<ModelSource> All { get; } =
    [
        Trained(nameof(TrainingRecipe.Seed), TrainingRecipe.Seed),
        Trained(nameof(TrainingRecipe.Fast), TrainingRecipe.Fast),
    ];

    /// <summary>Gets a model of one's own.</summary>
    /// <param name="path">The zip file.</param>
    public static ModelSource FromFile(string path) => new(Path.GetFileName(path), _ => MnistClassifier.Load(path));

    private static ModelSource Trained(string name, TrainingRecipe recipe) =>
        new(name, data => MnistClassifier.Train(data, recipe, new MLContext(Seed)));
}
