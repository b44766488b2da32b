using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Digits;

namespace Mnist.Classifier.Tests.Documentation;

/// <summary>The code of docs/tutorial.md, compiled and run.</summary>
internal static class TutorialSnippets
{
    public static async Task<MnistDataset> Load()
    {
        MnistDataset data = await MnistDataset.LoadOrDownloadAsync();
        return data;
    }

    public static TrainingRecipe DescribeNetwork()
    {
        TrainingRecipe recipe = TrainingRecipe.Tutorial with { HiddenLayers = [128, 128] };
        return recipe;
    }

    public static MnistClassifier Train(MnistDataset data, TrainingRecipe recipe)
    {
        var progress = new Progress<EpochResult>(epoch => Console.WriteLine($"epoch {epoch.Epoch}: loss {epoch.Loss:F4}, accuracy {epoch.Accuracy:P1}"));
        MnistClassifier classifier = MnistClassifier.Train(data, recipe, new MLContext(seed: 1), progress);
        return classifier;
    }

    public static TrainingHistory HoldBack(MnistDataset data)
    {
        TrainingRecipe patient = TrainingRecipe.Tutorial with { Epochs = 100, ValidationFraction = 0.1, EarlyStopping = new() { Patience = 3 } };
        TrainingHistory history = MnistClassifier.Train(data, patient, new MLContext(seed: 1)).History!;
        Console.WriteLine(string.Join(", ", history.Epochs.Select(epoch => $"{epoch.ValidationAccuracy:P1}")));
        return history;
    }

    public static void Judge(MnistClassifier classifier, MnistDataset data)
    {
        MulticlassClassificationMetrics metrics = classifier.Evaluate(data.Test);
        Console.WriteLine($"{metrics.MicroAccuracy:P2} correctly classified, log loss {metrics.LogLoss:F4}");
        Console.WriteLine(metrics.ConfusionMatrix.GetFormattedConfusionTable());
    }

    public static void ShowDigit(MnistClassifier classifier, MnistDataset data)
    {
        DigitPrediction prediction = classifier.Predict(data.Test.GetPixels(0));
        Console.WriteLine($"predicted: {prediction.Digit}, probability {prediction.Confidence:P1}");
        for (var y = 0; y < 28; y += 2)
        {
            Console.WriteLine(string.Concat(data.Test.GetPixels(0).Slice(28 * y, 28).ToArray().Select(ink => " .:-=+*#%@"[ink * 9 / 255])));
        }
    }

    public static MnistClassifier SaveAndLoad(MnistClassifier classifier)
    {
        classifier.Save("mnist.zip");
        MnistClassifier loaded = MnistClassifier.Load("mnist.zip");
        return loaded;
    }

    public static MulticlassClassificationMetrics TrainPipeline(MnistDataset data, IProgress<EpochResult> progress)
    {
        var ml = new MLContext(seed: 1);
        IDataView train = data.Train.ToDataView(ml);                                       // load_data: Pixels and Label
        var pipeline = ml.Transforms.NormalizePixels("Features", "Pixels")                 // / 255.0
            .Append(ml.MulticlassClassification.Trainers.DenseNetwork(                     // Sequential, compile and fit
                new DenseNetworkTrainer.Options { Recipe = TrainingRecipe.Tutorial, Progress = progress }))
            .Append(ml.Transforms.Conversion.MapKeyToValue("Digit", "PredictedLabel"));    // argmax
        ITransformer model = pipeline.Fit(train);
        MulticlassClassificationMetrics metrics = ml.MulticlassClassification.Evaluate(model.Transform(data.Test.ToDataView(ml)));
        ml.Model.Save(model, train.Schema, "mnist.zip");
        return metrics;
    }
}
