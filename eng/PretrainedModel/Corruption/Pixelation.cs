namespace PretrainedModel.Corruption;

/// <summary>Pixelates the image, as coarse scans do, in grey or in black and white.</summary>
/// <param name="limit">The largest side of a square, in pixels.</param>
/// <param name="width">The width of the images, in pixels.</param>
/// <param name="height">The height of the images, in pixels.</param>
internal sealed class Pixelation(double limit, int width, int height) : IImageChange
{
    public void Apply(Span<float> pixels, ref ImageRandom random)
    {
        var image = pixels.ToArray();
        var side = 1 + (random.NextFloat() * (float)(limit - 1));
        var (startX, startY) = (random.NextFloat() * side, random.NextFloat() * side);
        var hasGrey = random.NextFloat() < 0.5f;
        for (var line = 0; line < height; line++)
        {
            var fromLine = Middle(line, startY, side, height);
            for (var column = 0; column < width; column++)
            {
                var pixel = image[(fromLine * width) + Middle(column, startX, side, width)];
                pixels[(line * width) + column] = hasGrey ? pixel : pixel < 0.4f ? 0 : 1;
            }
        }
    }

    // The pixel in the middle of the square that a pixel is in.
    private static int Middle(int place, float start, float side, int size) =>
        Math.Clamp((int)(((MathF.Floor((place + start) / side) + 0.5f) * side) - start), 0, size - 1);
}
