namespace DenseNetworks.ML.Training;

/// <summary>
/// The generator SplitMix64 (G. Steele et al. 2014, https://doi.org/10.1145/2714064.2660195): its state is a counter, so a
/// stream of random numbers can start anywhere.
/// </summary>
internal struct SplitMix64(ulong state)
{
    // Odd, and 2^64 divided by the golden ratio.
    private const ulong Increment = 0x9E3779B97F4A7C15;

    /// <summary>Gets where the stream stands: another one that starts here goes on with the same numbers.</summary>
    public ulong State { get; private set; } = state;

    /// <summary>
    /// Makes a <see cref="Random"/> of a seed that a user chose, such as 0, 1, 2: the first numbers of those that it makes itself
    /// of neighbouring seeds lie in a line, so the seed is mixed first.
    /// </summary>
    public static Random CreateRandom(int seed) => new((int)(new SplitMix64((uint)seed).NextBits() >> 33));

    public ulong NextBits()
    {
        State += Increment;
        return Mix(State);
    }

    /// <summary>Draws a number from 0 up to but not including 1.</summary>
    public float NextFloat() => (NextBits() >> 40) * (1f / (1 << 24));

    /// <summary>Makes bits that look random of bits that do not: each one that goes in changes about half of those that come out.</summary>
    public static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
