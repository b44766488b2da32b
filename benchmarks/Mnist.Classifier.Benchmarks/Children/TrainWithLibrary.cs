using System.Globalization;
using DenseNetworks;
using Microsoft.ML;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Reads the files, trains and saves a zip.</summary>
internal static class TrainWithLibrary
{
    public static void Run(string folder, string recipe, string zip, string threads)
    {
        Torch.Prepare(int.Parse(threads, CultureInfo.InvariantCulture));
        MnistClassifier.Train(MnistDataset.Load(folder), Recipes.Named(recipe), new MLContext(seed: 1), backend: TrainingBackend.LibTorch).Save(zip);
    }
}
