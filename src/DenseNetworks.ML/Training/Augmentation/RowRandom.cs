namespace DenseNetworks.ML.Training;

/// <summary>
/// The random numbers of one row in one step: a stream of their own, which hangs on nothing but its key, so that it is the
/// same whichever thread works on the row. SplitMix (G. Steele et al. 2014, https://doi.org/10.1145/2714064.2660195).
/// </summary>
internal struct RowRandom
{
    private const ulong Increment = 0x9E3779B97F4A7C15;

    private ulong _state;

    /// <param name="seed">The seed of the training.</param>
    /// <param name="step">The step, counted over the whole training.</param>
    /// <param name="row">The row's place in the batch.</param>
    public RowRandom(int seed, long step, int row)
    {
        _state = Mix(Mix(Mix((uint)seed + Increment) ^ (ulong)step) ^ (uint)row);
    }

    /// <summary>Draws 64 random bits.</summary>
    public ulong NextBits()
    {
        _state += Increment;
        return Mix(_state);
    }

    /// <summary>Draws a number from 0 up to but not including 1.</summary>
    public float NextFloat() => (NextBits() >> 40) * (1f / (1 << 24));

    /// <summary>Draws a number from the negative of a limit up to the limit.</summary>
    public float NextWithin(double limit) => (float)(((2 * NextFloat()) - 1) * limit);

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
