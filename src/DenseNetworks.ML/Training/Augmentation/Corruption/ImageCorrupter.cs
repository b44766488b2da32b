namespace DenseNetworks.ML.Training;

/// <summary>Spoils some images. Immutable, and safe for use from many threads at once, each with a scratch of its own.</summary>
internal sealed class ImageCorrupter
{
    private readonly float _share;
    private readonly IImageChange[] _changes;

    /// <param name="corruption">How images are spoilt.</param>
    /// <param name="shape">The shape of the images.</param>
    public ImageCorrupter(ImageCorruption corruption, ImageShape shape)
    {
        _share = (float)corruption.Share;
        _changes = [.. MakeChanges(corruption, shape)];
    }

    /// <summary>Spoils an image, or leaves it alone.</summary>
    /// <param name="pixels">The image, <c>[height × width]</c>.</param>
    /// <param name="scratch">Memory for one thread.</param>
    /// <param name="random">Decides.</param>
    public void Corrupt(Span<float> pixels, AugmentationScratch scratch, ref RowRandom random)
    {
        if (_changes.Length == 0 || random.NextFloat() >= _share)
        {
            return;
        }

        Next(ref random).Apply(pixels, scratch, ref random);
        if (random.NextFloat() < 0.3f)
        {
            Next(ref random).Apply(pixels, scratch, ref random);
        }
    }

    private IImageChange Next(ref RowRandom random) => _changes[(int)(random.NextFloat() * _changes.Length)];

    private static IEnumerable<IImageChange> MakeChanges(ImageCorruption corruption, ImageShape shape)
    {
        if (corruption.Noise > 0)
        {
            yield return new Noise(corruption.Noise);
        }

        if (corruption.Impulses > 0)
        {
            yield return new Impulses(corruption.Impulses);
        }

        if (corruption.Background > 0)
        {
            yield return new Background(corruption.Background, shape);
        }

        if (corruption.Contrast > 0)
        {
            yield return new ContrastChange(corruption.Contrast);
        }

        if (corruption.Blur > 0)
        {
            yield return new Blur(corruption.Blur, shape);
        }

        if (corruption.Pixelation > 1)
        {
            yield return new Pixelation(corruption.Pixelation, shape);
        }

        if (corruption.Clutter > 0)
        {
            yield return new Clutter(corruption.Clutter, shape);
        }

        if (corruption.InvertedBand > 0)
        {
            yield return new InvertedBand(corruption.InvertedBand, shape);
        }

        if (corruption.Outlines > 0)
        {
            yield return new Outlines(corruption.Outlines, shape);
        }
    }
}
