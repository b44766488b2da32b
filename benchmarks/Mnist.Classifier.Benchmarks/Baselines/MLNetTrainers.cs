using Microsoft.ML;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.LightGbm;

namespace Mnist.Classifier.Benchmarks;

/// <summary>ML.NET's own trainers of many classes, with their defaults but for the number of threads.</summary>
internal static class MLNetTrainers
{
    /// <summary>Gets the names, as they are in ML.NET's catalogue.</summary>
    public static IReadOnlyList<string> Names { get; } = ["LightGbm", "SdcaMaximumEntropy", "LbfgsMaximumEntropy"];

    /// <summary>
    /// Trains on normalised pixels. They are kept in memory if the trainer reads them more than once,
    /// as ML.NET advises.
    /// </summary>
    public static ITransformer Train(string name, IDataView images, MLContext context, int threads)
    {
        var features = context.Transforms.NormalizePixels("Features", "Pixels");
        var trainers = context.MulticlassClassification.Trainers;
        return name switch
        {
            "LightGbm" => features
                .Append(trainers.LightGbm(new LightGbmMulticlassTrainer.Options { NumberOfThreads = threads }))
                .Fit(images),
            "SdcaMaximumEntropy" => features.AppendCacheCheckpoint(context)
                .Append(
                    trainers.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options { NumberOfThreads = threads }))
                .Fit(images),
            "LbfgsMaximumEntropy" => features.AppendCacheCheckpoint(context)
                .Append(trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options { NumberOfThreads = threads }))
                .Fit(images),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such trainer."),
        };
    }
}
