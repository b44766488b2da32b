using TorchSharp;
using static TorchSharp.torch;

namespace Mnist.Classifier.Benchmarks;

/// <summary>
/// What one would write with TorchSharp alone: Sequential, autograd, optim.Adam, batches selected by index.
/// </summary>
internal static class PlainTorchLoop
{
    public static void Train(LabeledImages images, TrainingRecipe recipe, int seed)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(seed);
        var features = frombuffer(GetPixels(images), ScalarType.Byte).reshape(images.Count, images.PixelsPerImage).to(ScalarType.Float32).div_(255);
        var labels = tensor(Enumerable.Range(0, images.Count).Select(images.GetLabel).ToArray(), dtype: ScalarType.Int64);

        int[] sizes = [images.PixelsPerImage, .. recipe.HiddenLayers, images.ClassCount];
        var layers = new List<nn.Module<Tensor, Tensor>>();
        for (var i = 0; i < sizes.Length - 1; i++)
        {
            var linear = nn.Linear(sizes[i], sizes[i + 1]);
            nn.init.xavier_uniform_(linear.weight!);
            nn.init.zeros_(linear.bias!);
            layers.Add(linear);
            if (i < sizes.Length - 2)
            {
                layers.Add(nn.ReLU());
            }
        }

        using var model = nn.Sequential(layers);
        using var loss = nn.CrossEntropyLoss();
        using var optimizer = optim.Adam(model.parameters(), recipe.LearningRate, eps: 1e-7);
        for (var epoch = 0; epoch < recipe.Epochs; epoch++)
        {
            using var epochScope = NewDisposeScope();
            var order = randperm(images.Count);
            for (var start = 0L; start < images.Count; start += recipe.BatchSize)
            {
                using var batchScope = NewDisposeScope();
                var batch = order.narrow(0, start, Math.Min(recipe.BatchSize, images.Count - start));
                optimizer.zero_grad();
                loss.forward(model.forward(features.index_select(0, batch)), labels.index_select(0, batch)).backward();
                optimizer.step();
            }
        }
    }

    private static byte[] GetPixels(LabeledImages images)
    {
        var pixels = new byte[(long)images.Count * images.PixelsPerImage];
        for (var i = 0; i < images.Count; i++)
        {
            images.GetPixels(i).CopyTo(pixels.AsSpan(i * images.PixelsPerImage));
        }

        return pixels;
    }
}
