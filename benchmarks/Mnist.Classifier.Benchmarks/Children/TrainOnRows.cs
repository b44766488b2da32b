using System.Globalization;
using Microsoft.ML;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Trains for one epoch on as many rows as asked for.</summary>
internal static class TrainOnRows
{
    public static void Run(string folder, string rows, string threads)
    {
        Torch.Prepare(int.Parse(threads, CultureInfo.InvariantCulture));
        var digits = RepeatedImages.Train(MnistDataset.Load(folder), int.Parse(rows, CultureInfo.InvariantCulture));
        MnistClassifier.Train(digits, Recipes.Default with { Epochs = 1 }, new MLContext(seed: 1));
    }
}
