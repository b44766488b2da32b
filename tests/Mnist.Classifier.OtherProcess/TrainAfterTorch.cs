using DenseNetworks;
using DenseNetworks.ML;
using TorchSharp;

namespace Mnist.Classifier.OtherProcess;

/// <summary>Trains in a program that uses TorchSharp itself before.</summary>
internal static class TrainAfterTorch
{
    /// <summary>Prints how it ends.</summary>
    /// <param name="isLoadedFirst">Whether libtorch is loaded by the trainer's package before TorchSharp is used.</param>
    public static void Run(bool isLoadedFirst)
    {
        if (isLoadedFirst)
        {
            LibTorch.EnsureLoaded();
        }

        try
        {
            using var ones = torch.ones(3);
            Console.WriteLine($"torch has {ones.shape[0]}");
        }
        catch (Exception e) when (e is TypeInitializationException or NotSupportedException)
        {
            Console.WriteLine("torch failed");
        }

        Train.Run(TrainingBackend.LibTorch);
    }
}
