namespace PretrainedModel.Corruption;

/// <summary>Fades ink, or thresholds the image, as scanners with two colours do.</summary>
/// <param name="limit">How much of the ink fades at most.</param>
internal sealed class ContrastChange(double limit) : IImageChange
{
    private const float Steepest = 10;

    public void Apply(Span<float> pixels, ref ImageRandom random)
    {
        var amount = random.NextFloat() * (float)limit;
        if (random.NextFloat() < 0.5f)
        {
            foreach (ref var pixel in pixels)
            {
                pixel *= 1 - amount;
            }

            return;
        }

        var gain = 1 + (amount * (Steepest - 1));
        var middle = 0.25f + (0.5f * random.NextFloat());
        foreach (ref var pixel in pixels)
        {
            pixel = Math.Clamp(0.5f + ((pixel - middle) * gain), 0, 1) * Math.Min(1, pixel * 20);
        }
    }
}
