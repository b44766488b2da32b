namespace PretrainedModel.Corruption;

/// <summary>
/// The random numbers of one image: SplitMix64 (G. Steele et al. 2014, https://doi.org/10.1145/2714064.2660195).
/// </summary>
/// <param name="seed">The seed that the augmentation gives.</param>
internal struct ImageRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Draws 64 random bits.</summary>
    public ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15;
        var bits = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    /// <summary>Draws a number from 0 up to but not including 1.</summary>
    public float NextFloat() => (NextBits() >> 40) * (1f / (1 << 24));

    /// <summary>Draws a number from the negative of a limit up to the limit.</summary>
    public float NextWithin(double limit) => (float)(((2 * NextFloat()) - 1) * limit);
}
