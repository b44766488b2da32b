using Microsoft.ML;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Trains one of ML.NET's own trainers on the same view of the images.</summary>
internal static class MLNetTraining
{
    public static TrainingRun FromMemory(string trainer, MnistDataset digits, int threads, int seed)
    {
        var context = new MLContext(seed);
        var (seconds, model) = Clock.Time(
            () => MLNetTrainers.Train(trainer, digits.Train.ToDataView(context), context, threads));
        var scores = model.Transform(digits.Test.ToDataView(context));
        return new TrainingRun(0, seconds, 0, context.MulticlassClassification.Evaluate(scores).MicroAccuracy);
    }
}
