namespace Mnist.Classifier.Data.Generation;

/// <summary>
/// The random numbers of one image: SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators",
/// OOPSLA 2014), started from where the image stands, so that no image needs another to be drawn first.
/// </summary>
internal struct DigitRandom
{
    /// <summary>The stream of images that are not digits. Those of digits are numbered by <see cref="MnistSplit"/>.</summary>
    public const int NonDigitStream = 2;

    private ulong _state;

    public DigitRandom(int seed, MnistSplit stream, int index)
        : this(seed, (int)stream, index)
    {
    }

    public DigitRandom(int seed, int stream, int index)
    {
        // Each coordinate is mixed before the next is added, or neighbours (seed + 1, index - 1) would share numbers.
        _state = Mix((uint)seed);
        _state = Mix(_state + (ulong)stream + 1);
        _state = Mix(_state + (uint)index);
    }

    /// <summary>Draws evenly from 0 (included) to 1 (excluded).</summary>
    public float NextUnit() => (NextBits() >> 40) * (1f / (1 << 24));

    /// <summary>Draws evenly from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public float Next(float from, float to) => from + ((to - from) * NextUnit());

    /// <summary>Draws evenly from 0 to <paramref name="count"/> - 1.</summary>
    public int NextIndex(int count) => (int)((NextBits() >> 32) * (ulong)count >> 32);

    /// <summary>
    /// Draws from a bell curve of mean 0 and deviation 1 that ends at -3 and 3 (the sum of three even draws): a hand
    /// wavers, but no digit is torn apart by a one-in-a-million draw.
    /// </summary>
    public float NextBell() => ((NextUnit() + NextUnit() + NextUnit()) * 2) - 3;

    private static ulong Mix(ulong value)
    {
        value = unchecked(value + 0x9E3779B97F4A7C15);
        value = unchecked((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9);
        value = unchecked((value ^ (value >> 27)) * 0x94D049BB133111EB);
        return value ^ (value >> 31);
    }

    private ulong NextBits()
    {
        var bits = Mix(_state);
        _state = unchecked(_state + 0x9E3779B97F4A7C15);
        return bits;
    }
}
