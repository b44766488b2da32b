using DenseNetworks.ML.Training;

namespace Mnist.Classifier.Data.Generation;

/// <summary>Which images are drawn: those of different streams never share random numbers.</summary>
internal enum RandomStream
{
    Train,
    Test,
    NonDigits,
}

/// <summary>
/// The random numbers of one image: <see cref="SplitMix64"/>, started from where the image stands, so that no image needs
/// another to be drawn first.
/// </summary>
internal struct DigitRandom
{
    private SplitMix64 _bits;

    public DigitRandom(int seed, RandomStream stream, int index)
    {
        // Each coordinate is mixed before the next is added, or neighbours (seed + 1, index - 1) would share numbers.
        var state = new SplitMix64((uint)seed).NextBits();
        state = new SplitMix64(state + (ulong)stream + 1).NextBits();
        _bits = new SplitMix64(new SplitMix64(state + (uint)index).NextBits());
    }

    /// <summary>Draws evenly from 0 (included) to 1 (excluded).</summary>
    public float NextUnit() => _bits.NextFloat();

    /// <summary>Draws evenly from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public float Next(float from, float to) => from + ((to - from) * NextUnit());

    /// <summary>Draws evenly from 0 to <paramref name="count"/> - 1.</summary>
    public int NextIndex(int count) => (int)((_bits.NextBits() >> 32) * (ulong)count >> 32);

    /// <summary>
    /// Draws from a bell curve of mean 0 and deviation 1 that ends at -3 and 3 (the sum of three even draws): a hand
    /// wavers, but no digit is torn apart by a one-in-a-million draw.
    /// </summary>
    public float NextBell() => ((NextUnit() + NextUnit() + NextUnit()) * 2) - 3;
}
