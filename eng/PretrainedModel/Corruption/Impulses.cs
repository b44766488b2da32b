namespace PretrainedModel.Corruption;

/// <summary>Impulse noise: makes some pixels ink or paper.</summary>
/// <param name="limit">The largest fraction of pixels.</param>
internal sealed class Impulses(double limit) : IImageChange
{
    public void Apply(Span<float> pixels, ref ImageRandom random)
    {
        var share = random.NextFloat() * (float)limit;
        foreach (ref var pixel in pixels)
        {
            var drawn = random.NextFloat();
            if (drawn < share)
            {
                pixel = drawn < share / 2 ? 0 : 1;
            }
        }
    }
}
