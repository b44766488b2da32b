namespace PretrainedModel.Corruption;

/// <summary>Lets ink and paper change places in an upright or level band, or everywhere else.</summary>
/// <param name="limit">The largest width, as a fraction of the image.</param>
/// <param name="width">The width of the images, in pixels.</param>
/// <param name="height">The height of the images, in pixels.</param>
internal sealed class InvertedBand(double limit, int width, int height) : IImageChange
{
    public void Apply(Span<float> pixels, ref ImageRandom random)
    {
        var isUpright = random.NextFloat() < 0.5f;
        var size = isUpright ? width : height;
        var thickness = 1 + (int)(random.NextFloat() * limit * size);
        var start = (int)(random.NextFloat() * (size - thickness + 1));
        var isInside = random.NextFloat() < 0.5f;
        for (var i = 0; i < pixels.Length; i++)
        {
            var place = (isUpright ? i % width : i / width) - start;
            if ((place >= 0 && place < thickness) == isInside)
            {
                pixels[i] = Math.Clamp(1 - pixels[i], 0, 1);
            }
        }
    }
}
