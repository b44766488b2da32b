namespace DenseNetworks.ML.Training;

/// <summary>Augments the rows of a training, on several threads.</summary>
internal sealed class RowAugmentation(ImageAugmenter augmenter, int seed, int workers)
{
    private readonly AugmentationScratch[] _scratches = [.. Enumerable.Range(0, workers).Select(_ => augmenter.MakeScratch())];

    /// <summary>Augments a row, given by its number, for a place in the batch of a step, counted from 1.</summary>
    public void Augment(int worker, IFeatures features, int number, long step, int place, Span<float> destination)
    {
        var scratch = _scratches[worker];
        features.CopyTo(number, scratch.Image);
        augmenter.Augment(scratch, new RowRandom(seed, step, place), destination);
    }
}
