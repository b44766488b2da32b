namespace PretrainedModel.Corruption;

/// <summary>Adds noise to every pixel: the same everywhere, or as much as there is ink, as few photons make it.</summary>
/// <param name="limit">
/// The largest standard deviation of noise that is the same everywhere; full ink has up to twice as much else.
/// </param>
internal sealed class Noise(double limit) : IImageChange
{
    // The standard deviation of the sum of four numbers that are drawn evenly from 0 to 65,535.
    private const float SumDeviation = 37_837f;
    private const float SumMean = 2 * 65_535f;

    public void Apply(Span<float> pixels, ref ImageRandom random)
    {
        var strength = random.NextFloat() * (float)limit / SumDeviation;
        var isEven = random.NextFloat() < 0.5f;
        foreach (ref var pixel in pixels)
        {
            // The sum of four is close to a Gaussian bell.
            var bits = random.NextBits();
            var sum = (bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48);
            var size = isEven ? strength : strength * 2 * MathF.Sqrt(Math.Max(0, pixel));
            pixel = Math.Clamp(pixel + (size * (sum - SumMean)), 0, 1);
        }
    }
}
