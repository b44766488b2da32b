using DenseNetworks.ML;
using DenseNetworks.ML.Training;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Augments images as a training does, image by image on many threads, and does nothing else of it.</summary>
/// <param name="images">The images.</param>
/// <param name="recipe">How they are augmented, and in which batches they would be learned from.</param>
/// <param name="threads">How many threads to use.</param>
internal sealed class AugmentationWork(LabeledImages images, TrainingRecipe recipe, int threads)
{
    private readonly ImageAugmenter _augmenter = new(recipe.Augmentation!, images.PixelsPerImage);
    private readonly float[][] _features =
        [.. Enumerable.Range(0, images.Count).Select(index => PixelFeatures.Of(images.GetPixels(index)))];

    /// <summary>Augments every image once, in an order of its own.</summary>
    /// <param name="seed">Decides the order, and what becomes of each image.</param>
    /// <returns>The seconds that it takes.</returns>
    public double MeasureEpoch(int seed)
    {
        var order = Enumerable.Range(0, images.Count).ToArray();
        new Random(seed).Shuffle(order);
        return Clock.Seconds(() => Parallel.For(0, threads, worker =>
        {
            var start = (int)((long)worker * order.Length / threads);
            var end = (int)((long)(worker + 1) * order.Length / threads);
            Augment(order, start, end, seed);
        }));
    }

    private void Augment(int[] order, int start, int end, int seed)
    {
        var scratch = _augmenter.MakeScratch();
        var augmented = new float[images.PixelsPerImage];
        for (var place = start; place < end; place++)
        {
            _features[order[place]].CopyTo(scratch.Image, 0);
            var (step, row) = Math.DivRem(place, recipe.BatchSize!.Value);
            _augmenter.Augment(scratch, new RowRandom(seed, 1 + step, row), augmented);
        }
    }
}
