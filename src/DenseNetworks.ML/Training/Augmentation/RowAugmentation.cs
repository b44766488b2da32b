namespace DenseNetworks.ML.Training;

/// <summary>Augments the rows of one training, for several threads at once.</summary>
/// <param name="augmenter">Augments an image.</param>
/// <param name="seed">Decides, with the step and the row's place in the batch, what becomes of a row.</param>
/// <param name="workers">The number of threads.</param>
internal sealed class RowAugmentation(ImageAugmenter augmenter, int seed, int workers)
{
    private readonly AugmentationScratch[] _scratches = [.. Enumerable.Range(0, workers).Select(_ => augmenter.MakeScratch())];

    /// <summary>Augments a row.</summary>
    /// <param name="worker">The thread.</param>
    /// <param name="features">All rows.</param>
    /// <param name="number">The row's number among them.</param>
    /// <param name="step">The number of the step that learns from it, from 1.</param>
    /// <param name="place">The row's place in the batch.</param>
    /// <param name="destination">Receives the new row, <c>[features]</c>.</param>
    public void Augment(int worker, IFeatures features, int number, long step, int place, Span<float> destination)
    {
        var scratch = _scratches[worker];
        features.CopyTo(number, scratch.Image);
        augmenter.Augment(scratch, new RowRandom(seed, step, place), destination);
    }
}
