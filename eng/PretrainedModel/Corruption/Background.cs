namespace PretrainedModel.Corruption;

/// <summary>Makes the paper grey, evenly or in clouds.</summary>
/// <param name="limit">The largest grey.</param>
/// <param name="width">The width of the images, in pixels.</param>
/// <param name="height">The height of the images, in pixels.</param>
internal sealed class Background(double limit, int width, int height) : IImageChange
{
    private readonly Clouds _clouds = new(width, height);

    public void Apply(Span<float> pixels, ref ImageRandom random)
    {
        var grey = random.NextFloat() * (float)limit;
        var deviation = random.NextFloat() < 0.5f ? 0 : 0.5f * grey; // of the clouds
        var isOver = random.NextFloat() < 0.5f;
        var clouds = _clouds.Draw(grey, deviation, ref random);
        for (var i = 0; i < pixels.Length; i++)
        {
            var paper = Math.Clamp(clouds[i], 0, 1);
            pixels[i] = isOver ? Math.Min(1, pixels[i] + paper) : paper + (pixels[i] * (1 - paper));
        }
    }
}
