namespace PretrainedModel.Corruption;

/// <summary>Makes some pixels all ink or all paper.</summary>
/// <param name="limit">The largest share of pixels.</param>
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
