using System.Globalization;
using DenseNetworks.ML.Training.LibTorchLoading;
using static TorchSharp.torch;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Loads the weights that a TorchSharp module saved and classifies one image.</summary>
internal static class PredictWithTorch
{
    public static void Run(string weights, string sizes, string image)
    {
        TorchLibrary.EnsureLoaded();
        using var module = TorchNetwork.Create(
            [.. sizes.Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture))]);
        module.load(weights);
        using var noGradient = no_grad();
        using var scores = module.forward(TorchNetwork.ToRows(File.ReadAllBytes(image), 28 * 28)).softmax(1);
        ChildReply.Write(ChildReply.Digit, scores.argmax(1).item<long>());
    }
}
