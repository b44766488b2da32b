using System.Runtime.InteropServices;
using System.Security.Cryptography;
using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;

namespace Mnist.Classifier.Reliability;

/// <summary>Trains with a checkpoint, from which it goes on if it is there.</summary>
internal static class TrainWithCheckpoints
{
    /// <summary>Gets a recipe with all that draws random numbers, in epochs of a moment.</summary>
    public static TrainingRecipe Recipe { get; } = TrainingRecipe.Accurate with
    {
        Epochs = 200, Dropout = 0.1, WeightAveraging = 0.99, BackgroundClass = true,
    };

    /// <summary>Prints the number of each epoch when it is over, and at the end the hash of the network.</summary>
    /// <param name="path">The checkpoint.</param>
    public static void Run(string path)
    {
        var classifier = MnistClassifier.Train(Digits.Data, Recipe, new MLContext(seed: 1), new EpochPrinter(), checkpointPath: path);
        Console.WriteLine(Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(Bits.Of(classifier).AsSpan()))));
    }

    private sealed class EpochPrinter : IProgress<EpochResult>
    {
        public void Report(EpochResult value) => Console.WriteLine(value.Epoch);
    }
}
