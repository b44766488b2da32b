using DenseNetworks;
using Microsoft.ML;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Reads the files, trains in managed code and saves a zip.</summary>
internal static class TrainWithoutTorch
{
    public static void Run(string folder, string recipe, string zip) => MnistClassifier.Train(
        MnistDataset.Load(folder), Recipes.Named(recipe), new MLContext(seed: 1), backend: TrainingBackend.Managed).Save(zip);
}
