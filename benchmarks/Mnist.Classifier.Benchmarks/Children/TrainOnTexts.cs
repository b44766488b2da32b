using System.Globalization;
using Microsoft.ML;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Draws texts, trains on them and scores them.</summary>
internal static class TrainOnTexts
{
    public const string DenseNetwork = "DenseNetwork";
    public const string Sdca = "SdcaMaximumEntropy";

    public static void Run(string trainer, string rows, string features, string threads)
    {
        Torch.Prepare(int.Parse(threads, CultureInfo.InvariantCulture));
        var ml = new MLContext(seed: 1);
        var texts = SparseTexts.Draw(
            ml, int.Parse(rows, CultureInfo.InvariantCulture), int.Parse(features, CultureInfo.InvariantCulture));
        GC.Collect();
        if (ProcessFiles.ResidentMebibytes is { } resident)
        {
            ChildReply.Write(ChildReply.StartMebibytes, resident);
        }

        var (seconds, model) = Clock.Time<ITransformer>(() => trainer == Sdca
            ? ml.MulticlassClassification.Trainers.SdcaMaximumEntropy().Fit(texts)
            : ml.MulticlassClassification.Trainers.DenseNetwork().Fit(texts));
        ChildReply.Write(ChildReply.TrainingSeconds, seconds);
        ChildReply.Write(
            ChildReply.ScoringSeconds, Clock.Seconds(() => ml.MulticlassClassification.Evaluate(model.Transform(texts))));
    }
}
