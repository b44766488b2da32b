using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;
using Mnist.Classifier;
using PretrainedModel.Strokes;

namespace PretrainedModel;

/// <summary>Trains the model that comes with the package.</summary>
internal static class PretrainedTraining
{
    /// <summary>
    /// Trains on images of MNIST, on generated digits, on generated images of no class, and on both as pictures. The
    /// temperature and the threshold are fitted on images of MNIST that are held out, the last ones, as they are and as
    /// pictures.
    /// </summary>
    /// <param name="mnist">The images of MNIST.</param>
    /// <param name="epochs">The number of epochs, or null for the recipe's.</param>
    public static MnistClassifier Train(LabeledImages mnist, int? epochs)
    {
        var ml = new MLContext(PretrainedRecipe.Seed);
        var normalize = ml.Transforms.NormalizePixels("Features", "Pixels");
        var training = mnist.Take(mnist.Count - PretrainedRecipe.CalibrationCount)
            .Concat(MnistDataset.Generate(PretrainedRecipe.GeneratedCount, testCount: 10, PretrainedRecipe.Seed).Train)
            .Concat(LabeledImages.GenerateNonDigits(PretrainedRecipe.NonDigitCount, PretrainedRecipe.Seed))
            .Concat(StrokeImages.Draw(mnist.Take(mnist.Count - PretrainedRecipe.CalibrationCount), PretrainedRecipe.Strokes))
            .ToDataView(ml);
        var heldOut = mnist.Skip(mnist.Count - PretrainedRecipe.CalibrationCount);
        var calibration = heldOut.Concat(StrokeImages.Enlarge(heldOut, PretrainedRecipe.CalibrationCount, seed: 7))
            .ToDataView(ml);
        var options = new DenseNetworkTrainer.Options
        {
            Recipe = PretrainedRecipe.Recipe with { Epochs = epochs ?? PretrainedRecipe.Recipe.Epochs },
            ValidationSet = normalize.Fit(calibration).Transform(calibration),
            Progress = new EpochPrinter(),
        };
        var pipeline = normalize
            .Append(ml.MulticlassClassification.Trainers.DenseNetwork(options))
            .Append(ml.Transforms.Conversion.MapKeyToValue("Digit", "PredictedLabel"));
        return MnistClassifier.FromTransformer(pipeline.Fit(training));
    }
}
