using Microsoft.ML;

namespace Mnist.Classifier.Benchmarks;

/// <summary>The models whose robustness is measured: the columns of the table, from left to right.</summary>
internal static class RobustnessModels
{
    private const int Seed = 1;

    /// <summary>Trains or loads them.</summary>
    /// <param name="digits">What to train on.</param>
    /// <param name="modelPath">The zip of another model, or <see langword="null"/>.</param>
    public static IReadOnlyList<RobustnessModel> Create(MnistDataset digits, string? modelPath)
    {
        var fast = Train(nameof(TrainingRecipe.Fast), TrainingRecipe.Fast);
        List<RobustnessModel> models =
            [Train(nameof(TrainingRecipe.Seed), TrainingRecipe.Seed), fast, fast.BehindPictures()];
        if (modelPath is not null)
        {
            var model = new RobustnessModel(Path.GetFileName(modelPath), MnistClassifier.Load(modelPath));
            models.AddRange([model, model.BehindPictures()]);
        }

        return models;

        RobustnessModel Train(string name, TrainingRecipe recipe) =>
            new(name, MnistClassifier.Train(digits, recipe, new MLContext(Seed)));
    }
}
