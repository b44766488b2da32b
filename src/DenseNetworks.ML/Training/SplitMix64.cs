namespace DenseNetworks.ML.Training;

/// <summary>
/// The random number generator SplitMix64 (G. Steele et al. 2014, https://doi.org/10.1145/2714064.2660195). Its state is a
/// counter, so a stream of random numbers can start anywhere.
/// </summary>
internal struct SplitMix64(ulong state)
{
    // An odd number near 2^64 divided by the golden ratio.
    private const ulong Increment = 0x9E3779B97F4A7C15;

    /// <summary>Gets the state: another generator with this state continues with the same numbers.</summary>
    public ulong State { get; private set; } = state;

    /// <summary>
    /// Creates a <see cref="Random"/> from a seed that a user chose, such as 0, 1 or 2. The first numbers of
    /// <see cref="Random"/> for neighboring seeds are correlated, so the seed is mixed first.
    /// </summary>
    public static Random CreateRandom(int seed) => new((int)(new SplitMix64((uint)seed).NextBits() >> 33));

    public ulong NextBits()
    {
        State += Increment;
        return Mix(State);
    }

    /// <summary>Returns a random number that is at least 0 and less than 1.</summary>
    public float NextFloat() => (NextBits() >> 40) * (1f / (1 << 24));

    /// <summary>Mixes bits so that they look random: changing one input bit changes about half of the output bits.</summary>
    public static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
