namespace PretrainedModel.Corruption;

/// <summary>Takes the inside of strokes away, all or in part, and leaves their outlines.</summary>
/// <param name="limit">The largest fraction that is removed.</param>
/// <param name="width">The width of the images, in pixels.</param>
/// <param name="height">The height of the images, in pixels.</param>
internal sealed class Outlines(double limit, int width, int height) : IImageChange
{
    public void Apply(Span<float> pixels, ref ImageRandom random)
    {
        var share = random.NextFloat() * (float)limit;
        var image = pixels.ToArray();
        for (var i = 0; i < pixels.Length; i++)
        {
            // The stroke, a pixel thicker: the ring that it grows by, and what is left of it.
            var (x, y) = (i % width, i / width);
            var beside = Math.Max(x > 0 ? image[i - 1] : 0, x < width - 1 ? image[i + 1] : 0);
            var aboveOrBelow = Math.Max(y > 0 ? image[i - width] : 0, y < height - 1 ? image[i + width] : 0);
            var thick = image[i] + (Math.Max(image[i], Math.Max(beside, aboveOrBelow)) - image[i]);
            var ring = Math.Clamp(2 * (thick - image[i]), 0, 1);
            pixels[i] = Math.Max(ring * share, image[i] * (1 - share));
        }
    }
}
