namespace PretrainedModel.Corruption;

/// <summary>A corruption of an image. Immutable and thread-safe.</summary>
internal interface IImageChange
{
    /// <summary>Corrupts an image.</summary>
    /// <param name="pixels">The image, <c>[height × width]</c>, from 0 to 1. Stays so.</param>
    /// <param name="random">Decides.</param>
    void Apply(Span<float> pixels, ref ImageRandom random);
}

/// <summary>Corrupts some images. Immutable and thread-safe.</summary>
/// <param name="corruption">The corruptions.</param>
/// <param name="width">The width of the images, in pixels.</param>
/// <param name="height">The height of the images, in pixels.</param>
internal sealed class ImageCorrupter(ImageCorruption corruption, int width, int height)
{
    private readonly float _share = (float)corruption.Share;
    private readonly IImageChange[] _changes = [.. MakeChanges(corruption, width, height)];

    /// <summary>Corrupts an image, or returns it unchanged: an <see cref="DenseNetworks.ML.ImageChange"/>.</summary>
    /// <param name="pixels">The image, <c>[height × width]</c>, from 0 to 1. Stays so.</param>
    /// <param name="imageWidth">Its width, which is known.</param>
    /// <param name="seed">Decides.</param>
    public void Corrupt(Span<float> pixels, int imageWidth, ulong seed)
    {
        var random = new ImageRandom(seed);
        if (_changes.Length == 0 || random.NextFloat() >= _share)
        {
            return;
        }

        Next(ref random).Apply(pixels, ref random);
        if (random.NextFloat() < 0.3f)
        {
            Next(ref random).Apply(pixels, ref random);
        }
    }

    private IImageChange Next(ref ImageRandom random) => _changes[(int)(random.NextFloat() * _changes.Length)];

    private static IEnumerable<IImageChange> MakeChanges(ImageCorruption corruption, int width, int height)
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
            yield return new Background(corruption.Background, width, height);
        }

        if (corruption.Contrast > 0)
        {
            yield return new ContrastChange(corruption.Contrast);
        }

        if (corruption.Blur > 0)
        {
            yield return new Blur(corruption.Blur, width, height);
        }

        if (corruption.Pixelation > 1)
        {
            yield return new Pixelation(corruption.Pixelation, width, height);
        }

        if (corruption.Clutter > 0)
        {
            yield return new Clutter(corruption.Clutter, width, height);
        }

        if (corruption.InvertedBand > 0)
        {
            yield return new InvertedBand(corruption.InvertedBand, width, height);
        }

        if (corruption.Outlines > 0)
        {
            yield return new Outlines(corruption.Outlines, width, height);
        }
    }
}
