using Microsoft.ML;

namespace Mnist.Classifier.Benchmarks;

/// <summary>The models whose robustness is measured: the columns of the table, from left to right.</summary>
internal static class RobustnessModels
{
    private const int Seed = 1;

    // A picture takes hundreds of times as long as an image.
    private const int PictureStride = 10;

    /// <summary>Trains or loads them.</summary>
    /// <param name="digits">What to train on.</param>
    /// <param name="modelPath">The zip of another model, or <see langword="null"/>.</param>
    public static IReadOnlyList<RobustnessModel> Create(MnistDataset digits, string? modelPath)
    {
        var fast = Train(TrainingRecipe.Fast);
        List<RobustnessModel> models =
        [
            RobustnessModel.Of(nameof(TrainingRecipe.Seed), Train(TrainingRecipe.Seed)),
            RobustnessModel.Of(nameof(TrainingRecipe.Fast), fast),
            RobustnessModel.BehindPictures($"{nameof(TrainingRecipe.Fast)}, as a picture", fast, PictureStride),
        ];
        if (modelPath is not null)
        {
            var model = MnistClassifier.Load(modelPath);
            var name = Path.GetFileName(modelPath);
            models.Add(RobustnessModel.Of(name, model));
            models.Add(RobustnessModel.BehindPictures($"{name}, as a picture", model, PictureStride));
        }

        return models;

        MnistClassifier Train(TrainingRecipe recipe) => MnistClassifier.Train(digits, recipe, new MLContext(Seed));
    }
}
