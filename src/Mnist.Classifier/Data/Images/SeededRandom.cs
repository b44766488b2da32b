using DenseNetworks.ML.Training;

namespace Mnist.Classifier.Data.Images;

/// <summary>Makes random numbers of a seed that a user chose, such as 0, 1, 2.</summary>
internal static class SeededRandom
{
    /// <summary>
    /// The first numbers of <see cref="Random"/> for neighbouring seeds lie in a line, so the seed is mixed first.
    /// </summary>
    public static Random Create(int seed) => new((int)(new SplitMix64((uint)seed).NextBits() >> 33));
}
