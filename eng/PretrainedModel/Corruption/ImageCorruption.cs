namespace PretrainedModel.Corruption;

/// <summary>
/// How some training images are corrupted, as by bad paper, light, lenses and scanners, so that a network learns to read what
/// it would otherwise never have seen. For features between 0 (paper) and 1 (ink), which they stay. Immutable.
/// </summary>
/// <remarks>
/// Each corrupted image has one or two of these corruptions, chosen at random, with a strength drawn uniformly up to the limit.
/// D. Hendrycks and T. Dietterich 2019 (https://arxiv.org/abs/1903.12261) test networks with such corruptions; training on them
/// helps against others too, at some cost for clean images.
/// </remarks>
internal sealed record ImageCorruption
{
    /// <summary>Gets the fraction of the images that are corrupted, 0 to 1. The default is 0.5.</summary>
    public double Share { get; init; } = 0.5;

    /// <summary>
    /// Gets the largest standard deviation, 0 to 1, of noise that is added to every pixel; or, half of the time, to the ink
    /// alone, up to twice as much where it is full. The default is 0.
    /// </summary>
    public double Noise { get; init; }

    /// <summary>Gets the largest fraction of pixels, 0 to 1, that become ink or paper. The default is 0.</summary>
    public double Impulses { get; init; }

    /// <summary>
    /// Gets the largest grey of the paper, 0 to 1: the same all over or in clouds as smooth as
    /// <see cref="Clouds"/>, over the ink too or with less contrast. The default is 0.
    /// </summary>
    public double Background { get; init; }

    /// <summary>
    /// Gets how much of the ink fades at most, or how close everything comes to either ink or paper, 0 to 1. The default is 0.
    /// </summary>
    public double Contrast { get; init; }

    /// <summary>
    /// Gets the largest blur: the distance in pixels, 0 to 1,000, over which each pixel is spread, to all sides or either way
    /// along a line. The default is 0.
    /// </summary>
    public double Blur { get; init; }

    /// <summary>
    /// Gets the largest side, in pixels from 1 to 1,000, of the squares that the image is made of, in grey or in ink and paper
    /// alone, as in coarse scans. The default is 1: not at all.
    /// </summary>
    public double Pixelation { get; init; } = 1;

    /// <summary>
    /// Gets the largest number of strokes and spots, 0 to 1,000, that do not belong to the image, in ink or in paper. The
    /// default is 0.
    /// </summary>
    public int Clutter { get; init; }

    /// <summary>
    /// Gets the largest width, as a share of the image from 0 to 1, of an upright or level band in which, or everywhere
    /// but in which, ink and paper change places. The default is 0.
    /// </summary>
    public double InvertedBand { get; init; }

    /// <summary>
    /// Gets how much of a stroke's inside is taken away at most, 0 to 1, which leaves outlines. The default is 0.
    /// </summary>
    public double Outlines { get; init; }
}
