using DenseNetworks.ML.Training;

namespace Mnist.Classifier.Data.Generation;

/// <summary>What images are generated for. Images of different streams never share random numbers.</summary>
internal enum RandomStream
{
    Train,
    Test,
    NonDigits,
}

/// <summary>
/// The random numbers of one image: <see cref="SplitMix64"/>, seeded by the index of the image, so that images can be generated
/// in any order.
/// </summary>
internal struct DigitRandom
{
    private SplitMix64 _bits;

    public DigitRandom(int seed, RandomStream stream, int index)
    {
        // Each number is mixed before the next is added; otherwise neighbours (seed + 1, index - 1) would share random numbers.
        var state = new SplitMix64((uint)seed).NextBits();
        state = new SplitMix64(state + (ulong)stream + 1).NextBits();
        _bits = new SplitMix64(new SplitMix64(state + (uint)index).NextBits());
    }

    /// <summary>Draws uniformly from 0 (inclusive) to 1 (exclusive).</summary>
    public float NextUnit() => _bits.NextFloat();

    /// <summary>Draws uniformly from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public float Next(float from, float to) => from + ((to - from) * NextUnit());

    /// <summary>Draws uniformly from 0 to <paramref name="count"/> - 1.</summary>
    public int NextIndex(int count) => (int)((_bits.NextBits() >> 32) * (ulong)count >> 32);

    /// <summary>
    /// Draws from a bell curve of mean 0 and deviation 1 between -3 and 3 (the sum of three uniform draws): unlike a normal
    /// distribution, it has no rare extremes that would distort a digit beyond recognition.
    /// </summary>
    public float NextBell() => ((NextUnit() + NextUnit() + NextUnit()) * 2) - 3;
}
