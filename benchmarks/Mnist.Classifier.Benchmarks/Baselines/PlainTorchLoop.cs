using DenseNetworks.ML;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Mnist.Classifier.Benchmarks;

/// <summary>
/// What one would write with TorchSharp alone: Sequential, autograd, optim.Adam, batches selected by index.
/// </summary>
internal static class PlainTorchLoop
{
    private const int ClassCount = 10;

    /// <summary>Trains a network on images in memory.</summary>
    /// <param name="pixels">The images, one after the other.</param>
    /// <param name="labels">The class of each.</param>
    /// <param name="recipe">The sizes, the number of epochs and the batch size.</param>
    /// <param name="seed">Decides the first weights and the order of the images.</param>
    /// <returns>The trained network, for the caller to dispose of.</returns>
    public static Sequential Train(byte[] pixels, byte[] labels, TrainingRecipe recipe, int seed)
    {
        random.manual_seed(seed);
        var pixelsPerImage = pixels.Length / labels.Length;
        var model = TorchNetwork.Create([pixelsPerImage, .. recipe.HiddenLayers, ClassCount]);
        using var scope = NewDisposeScope();
        var features = TorchNetwork.ToRows(pixels, pixelsPerImage);
        var classes = tensor(labels, dtype: ScalarType.Int64);

        using var loss = nn.CrossEntropyLoss();
        using var optimizer = optim.Adam(model.parameters(), recipe.LearningRate!.Value, eps: 1e-7);
        var batchSize = recipe.BatchSize!.Value;
        for (var epoch = 0; epoch < recipe.Epochs; epoch++)
        {
            using var epochScope = NewDisposeScope();
            var order = randperm(labels.Length);
            for (var start = 0L; start < labels.Length; start += batchSize)
            {
                using var batchScope = NewDisposeScope();
                var batch = order.narrow(0, start, Math.Min(batchSize, labels.Length - start));
                optimizer.zero_grad();
                loss.forward(model.forward(features.index_select(0, batch)), classes.index_select(0, batch)).backward();
                optimizer.step();
            }
        }

        return model;
    }
}
