namespace Mnist.Classifier.Data.Images;

/// <summary>Makes random numbers of a seed that a user chose, such as 0, 1, 2.</summary>
internal static class SeededRandom
{
    /// <summary>
    /// The first numbers of <see cref="Random"/> for neighbouring seeds lie in a line, so the seed is scrambled first, by
    /// the finalizer of SplitMix (G. Steele et al. 2014, https://doi.org/10.1145/2714064.2660195).
    /// </summary>
    public static Random Create(int seed)
    {
        var state = (ulong)(uint)seed + 0x9E3779B97F4A7C15;
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
        return new Random((int)(state >> 33));
    }
}
