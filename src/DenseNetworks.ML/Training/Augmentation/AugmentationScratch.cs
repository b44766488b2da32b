namespace DenseNetworks.ML.Training;

/// <summary>The memory in which one thread augments one image at a time.</summary>
/// <param name="shape">The shape of the images.</param>
/// <param name="grid">The elastic part; null without one.</param>
internal sealed class AugmentationScratch(ImageShape shape, ElasticGrid? grid)
{
    /// <summary>Gets room for an image as it comes, <c>[height × width]</c>.</summary>
    public float[] Image { get; } = new float[shape.PixelCount];

    /// <summary>Gets or sets the image with its border, <c>[PaddedLength]</c>. The border is always 0.</summary>
    public float[] Padded { get; set; } = new float[shape.PaddedLength];

    /// <summary>Gets or sets room for the image with its border, <c>[PaddedLength]</c>, while it is changed.</summary>
    public float[] Spare { get; set; } = new float[shape.PaddedLength];

    /// <summary>Gets room for a line of new pixels, in whole vectors.</summary>
    public float[] Line { get; } = new float[shape.LineLength];

    /// <summary>Gets the elastic part, or null.</summary>
    public ElasticGrid? Grid => grid;

    /// <summary>Copies an image into <see cref="Padded"/>.</summary>
    /// <param name="pixels">The image, <c>[height × width]</c>.</param>
    public void CopyInside(ReadOnlySpan<float> pixels)
    {
        for (var line = 0; line < shape.Height; line++)
        {
            pixels.Slice(line * shape.Width, shape.Width).CopyTo(Padded.AsSpan(shape.StartOf(line)));
        }
    }
}
