using System.Globalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Reads the files, trains by the plain loop and saves the weights.</summary>
internal static class TrainWithTorch
{
    public static void Run(string folder, string weights, string threads)
    {
        Torch.Prepare(int.Parse(threads, CultureInfo.InvariantCulture));
        var (pixels, labels) = PlainIdxFiles.Read(folder, "train");
        using var model = PlainTorchLoop.Train(pixels, labels, Recipes.Tutorial, seed: 1);
        model.save(weights);
    }
}
