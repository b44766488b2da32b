namespace DenseNetworks.ML.Training;

/// <summary>Makes the image of larger squares, as coarse scans are: in grey, or in ink and paper alone.</summary>
/// <param name="limit">The largest side of a square, in pixels.</param>
/// <param name="shape">The shape of the images.</param>
internal sealed class Pixelation(double limit, ImageShape shape) : IImageChange
{
    public void Apply(Span<float> pixels, AugmentationScratch scratch, ref RowRandom random)
    {
        pixels.CopyTo(scratch.Image);
        var side = 1 + (random.NextFloat() * (float)(limit - 1));
        var (startX, startY) = (random.NextFloat() * side, random.NextFloat() * side);
        var hasGrey = random.NextFloat() < 0.5f;
        for (var line = 0; line < shape.Height; line++)
        {
            var fromLine = Middle(line, startY, side, shape.Height);
            for (var column = 0; column < shape.Width; column++)
            {
                var pixel = scratch.Image[(fromLine * shape.Width) + Middle(column, startX, side, shape.Width)];
                pixels[(line * shape.Width) + column] = hasGrey ? pixel : pixel < 0.4f ? 0 : 1;
            }
        }
    }

    // The pixel in the middle of the square that a pixel is in.
    private static int Middle(int place, float start, float side, int size) =>
        Math.Clamp((int)(((MathF.Floor((place + start) / side) + 0.5f) * side) - start), 0, size - 1);
}
