using System.Numerics.Tensors;

namespace PretrainedModel.Corruption;

/// <summary>Spreads every pixel: to all sides, or along a line as a camera does that moves.</summary>
/// <param name="limit">The largest distance, in pixels.</param>
/// <param name="width">The width of the images, in pixels.</param>
/// <param name="height">The height of the images, in pixels.</param>
internal sealed class Blur(double limit, int width, int height) : IImageChange
{
    private const int SampleCount = 6;

    public void Apply(Span<float> pixels, ref ImageRandom random)
    {
        var image = pixels.ToArray();
        pixels.Clear();
        var distance = random.NextFloat() * (float)limit;
        var isLine = random.NextFloat() < 0.5f;
        var (sin, cos) = MathF.SinCos(random.NextWithin(Math.PI));
        for (var sample = 0; sample < SampleCount; sample++)
        {
            var along = ((2f * sample) + 1 - SampleCount) / SampleCount * distance;
            var (x, y) = isLine ? (along * cos, along * sin) : (random.NextWithin(distance), random.NextWithin(distance));
            Add(image, pixels, x, y);
        }

        TensorPrimitives.Min(pixels, 1, pixels); // the weights add up to 1, but for rounding
    }

    // Adds the shifted image as one of the samples, by bilinear interpolation.
    private void Add(ReadOnlySpan<float> image, Span<float> sum, float moveX, float moveY)
    {
        var (x, y) = ((int)MathF.Floor(moveX), (int)MathF.Floor(moveY));
        var (across, down) = (moveX - x, moveY - y);
        AddWhole(image, sum, x, y, (1 - across) * (1 - down) / SampleCount);
        AddWhole(image, sum, x + 1, y, across * (1 - down) / SampleCount);
        AddWhole(image, sum, x, y + 1, (1 - across) * down / SampleCount);
        AddWhole(image, sum, x + 1, y + 1, across * down / SampleCount);
    }

    private void AddWhole(ReadOnlySpan<float> image, Span<float> sum, int moveX, int moveY, float weight)
    {
        var count = width - Math.Abs(moveX);
        for (var line = Math.Max(0, -moveY); count > 0 && line < Math.Min(height, height - moveY); line++)
        {
            var source = image.Slice((line * width) + Math.Max(0, -moveX), count);
            var target = sum.Slice(((line + moveY) * width) + Math.Max(0, moveX), count);
            TensorPrimitives.MultiplyAdd(source, weight, target, target);
        }
    }
}
