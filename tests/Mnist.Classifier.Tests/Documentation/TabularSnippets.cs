using DenseNetworks.ML;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Mnist.Classifier.Tests.Documentation;

/// <summary>The code of docs/tabular.md, compiled and run.</summary>
internal static class TabularSnippets
{
    public static FlowerPrediction FromFileToPrediction()
    {
        var ml = new MLContext(seed: 1);
        IDataView flowers = ml.Data.LoadFromTextFile<Flower>("flowers.csv", separatorChar: ',', hasHeader: true);
        var split = ml.Data.TrainTestSplit(flowers, testFraction: 0.2);

        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label", "Species")
            .Append(ml.Transforms.Concatenate("Features", "PetalLength", "PetalWidth"))
            .Append(ml.Transforms.NormalizeMeanVariance("Features", fixZero: false))
            .Append(ml.MulticlassClassification.Trainers.DenseNetwork())
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedSpecies", "PredictedLabel"));
        ITransformer model = pipeline.Fit(split.TrainSet);

        MulticlassClassificationMetrics metrics = ml.MulticlassClassification.Evaluate(model.Transform(split.TestSet));
        Console.WriteLine($"{metrics.MicroAccuracy:P1} correctly classified, log loss {metrics.LogLoss:F3}");

        ml.Model.Save(model, flowers.Schema, "flowers.zip");
        using var engine = ml.Model.CreatePredictionEngine<Flower, FlowerPrediction>(model);
        FlowerPrediction answer = engine.Predict(new Flower { PetalLength = 4.5f, PetalWidth = 1.5f });
        Console.WriteLine($"{answer.Species}, probability {answer.Probabilities.Max():P0}");
        return answer;
    }

    public sealed class Flower
    {
        [LoadColumn(0)]
        public float PetalLength { get; set; }

        [LoadColumn(1)]
        public float PetalWidth { get; set; }

        [LoadColumn(2)]
        public string Species { get; set; } = "";
    }

    public sealed class FlowerPrediction
    {
        [ColumnName("PredictedSpecies")]
        public string Species { get; set; } = "";

        [ColumnName("Score")]
        public float[] Probabilities { get; set; } = [];
    }
}
