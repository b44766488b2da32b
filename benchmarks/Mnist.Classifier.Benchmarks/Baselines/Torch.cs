using DenseNetworks.ML.Training.LibTorchLoading;
using TorchSharp;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Loads libtorch for code that uses it without the library.</summary>
internal static class Torch
{
    /// <summary>
    /// Loads libtorch as the library does, because TorchSharp alone cannot where libstdc++ is older than its own, and sets
    /// the number of threads.
    /// </summary>
    public static void Prepare(int threads)
    {
        TorchLibrary.EnsureLoaded();
        torch.set_num_threads(threads);
    }
}
