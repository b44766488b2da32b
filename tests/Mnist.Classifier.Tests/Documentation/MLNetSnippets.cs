using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Mnist.Classifier.Tests.Documentation;

/// <summary>The code of docs/ml-net.md that is on no other page and of docs/installing.md, compiled and run.</summary>
internal static class MLNetSnippets
{
    public static CalibrationMetrics Judge(MLContext ml, ITransformer model, IDataView test)
    {
        var scored = model.Transform(test);
        MulticlassClassificationMetrics metrics = ml.MulticlassClassification.Evaluate(scored);
        CalibrationMetrics calibration = ml.MulticlassClassification.EvaluateCalibration(scored);
        Console.WriteLine($"{metrics.MicroAccuracy:P2} correctly classified, mean confidence {calibration.MeanConfidence:P2}, ECE {calibration.ExpectedCalibrationError:P2}");
        return calibration;
    }

    public static (DenseNetworkTrainer ByRow, DenseNetworkTrainer ByClass) Weigh(MLContext ml)
    {
        var byRow = ml.MulticlassClassification.Trainers.DenseNetwork("Label", "Features", exampleWeightColumnName: "Weight");
        var byClass = ml.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options
        {
            ClassWeights = new Dictionary<string, float> { ["virginica"] = 19 }, // the others have 1
        });
        return (byRow, byClass);
    }

    public static void GoOn(MLContext ml, IDataView newFlowers)
    {
        var saved = ((IEnumerable<ITransformer>)ml.Model.Load("flowers.zip", out var schema)).ToList();
        var before = saved.OfType<DenseNetworkTransformer>().Single();
        var rows = newFlowers;
        foreach (var step in saved.TakeWhile(step => step != before))
        {
            rows = step.Transform(rows);
        }

        var recipe = TrainingRecipe.FineTuning(before.Network);
        var taught = ml.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options { Recipe = recipe }).Fit(rows, before.Network);
        var model = new TransformerChain<ITransformer>([.. saved.Select(step => step == before ? taught : step)]);
        ml.Model.Save(model, schema, "flowers.zip");
    }

    public static MnistClassifier TeachOneHand()
    {
        var mine = MnistDataset.FromImageFolder("mine"); // folders 0 to 9
        var classifier = MnistClassifier.Train(mine, from: MnistClassifier.LoadPretrained());
        Console.WriteLine($"{classifier.Evaluate(mine.Test).MicroAccuracy:P1} of the held-out pictures");
        return classifier;
    }

    public static MnistClassifier TrainOnGpu(MnistDataset data)
    {
        var ml = new MLContext(seed: 1) { GpuDeviceId = 0, FallbackToCpu = false };
        var classifier = MnistClassifier.Train(data, TrainingRecipe.Best, ml);
        return classifier;
    }

    public static void ShowHistory(ITransformer model)
    {
        var network = ((IEnumerable<ITransformer>)model).OfType<DenseNetworkTransformer>().Single();
        TrainingHistory history = network.History!;
        foreach (EpochResult epoch in history.Epochs)
        {
            Console.WriteLine($"{epoch.Epoch}: loss {epoch.Loss:F4}, accuracy {epoch.Accuracy:P1}, validation {epoch.ValidationAccuracy:P1}");
        }
    }

    public static IEnumerable<string> Explain(MLContext ml, ITransformer model, IDataView test)
    {
        var prepared = model.Transform(test);
        var importance = ml.MulticlassClassification.PermutationFeatureImportance(model, prepared, permutationCount: 3);
        foreach (var (feature, change) in importance.OrderBy(pair => pair.Value.MicroAccuracy.Mean))
        {
            Console.WriteLine($"{feature}: {change.MicroAccuracy.Mean:P1}");
        }

        return importance.Keys;
    }

    public static void ConvertPipeline(MLContext ml, ITransformer model, IDataView data)
    {
        using var stream = File.Create("flowers-pipeline.onnx");
        ml.Model.ConvertToOnnx(model, data, stream);
    }
}
