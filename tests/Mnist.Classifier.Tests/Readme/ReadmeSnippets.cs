using Microsoft.ML;

namespace Mnist.Classifier.Tests.Readme;

/// <summary>The code of README.md, compiled and run.</summary>
internal static class ReadmeSnippets
{
    public static void TrainDigits()
    {
        var data = MnistDataset.LoadOrGenerate();           // MNIST_DATA_DIR, or generated; MnistDataset.Load("folder") for a folder
        var classifier = MnistClassifier.Train(data);
        Console.WriteLine($"{classifier.Evaluate(data.Test).MicroAccuracy:P2} of the test images are classified rightly.");
        classifier.Save("mnist.zip");
    }

    public static void PredictDigits(byte[] pixels)
    {
        var classifier = MnistClassifier.Load("mnist.zip");
        DigitPrediction prediction = classifier.Predict(pixels); // 784 bytes, row by row, 0 for paper to 255 for ink
        Console.WriteLine($"{prediction.Digit}, with a probability of {prediction.Confidence:P1}");
    }

    public static MnistClassifier TrainByRecipe(MnistDataset data, IProgress<EpochResult> progress, CancellationToken cancellationToken)
    {
        var recipe = TrainingRecipe.Seed with { HiddenLayers = [256, 128], Epochs = 20, ValidationFraction = 0.1, EarlyStopping = new() };
        var classifier = MnistClassifier.Train(data, recipe, new MLContext(seed: 1), progress, cancellationToken);
        return classifier;
    }

    public static void PlainMLNet(MnistDataset data)
    {
        var ml = new MLContext(seed: 1);
        IDataView train = data.Train.ToDataView(ml);        // or ml.Data.LoadMnist("folder"): Pixels, 784 bytes, and Label, a key
        var pipeline = ml.Transforms.NormalizePixels("Features", "Pixels")
            .Append(ml.MulticlassClassification.Trainers.DenseNetwork(hiddenLayers: [128, 128], epochs: 10))
            .Append(ml.Transforms.Conversion.MapKeyToValue("Digit", "PredictedLabel"));
        ITransformer model = pipeline.Fit(train);
        ml.Model.Save(model, train.Schema, "mnist.zip");
    }

    public static ITransformer LoadByMLNet()
    {
        ITransformer loaded = new MLContext().Model.Load("mnist.zip", out DataViewSchema schema);
        schema.Should().NotBeNull();
        return loaded;
    }

    public static IEstimator<ITransformer> OtherThanDigits(MLContext ml)
    {
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label", "Species")
            .Append(ml.Transforms.Concatenate("Features", "PetalLength", "PetalWidth"))
            .Append(ml.Transforms.NormalizeMeanVariance("Features"))
            .Append(ml.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options
            {
                HiddenLayers = [16],
                Epochs = 100,
                ValidationFraction = 0.2,
                EarlyStopping = new() { Patience = 10 },
            }))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedSpecies", "PredictedLabel"));
        return pipeline;
    }
}
