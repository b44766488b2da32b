namespace DenseNetworks.ML.Training;

/// <summary>Lets ink and paper change places in an upright or level band, or everywhere else.</summary>
/// <param name="limit">The largest width, as a share of the image.</param>
/// <param name="shape">The shape of the images.</param>
internal sealed class InvertedBand(double limit, ImageShape shape) : IImageChange
{
    public void Apply(Span<float> pixels, AugmentationScratch scratch, ref RowRandom random)
    {
        var isUpright = random.NextFloat() < 0.5f;
        var size = isUpright ? shape.Width : shape.Height;
        var width = 1 + (int)(random.NextFloat() * limit * size);
        var start = (int)(random.NextFloat() * (size - width + 1));
        var isInside = random.NextFloat() < 0.5f;
        for (var i = 0; i < pixels.Length; i++)
        {
            var place = (isUpright ? i % shape.Width : i / shape.Width) - start;
            if ((place >= 0 && place < width) == isInside)
            {
                pixels[i] = Math.Clamp(1 - pixels[i], 0, 1);
            }
        }
    }
}
