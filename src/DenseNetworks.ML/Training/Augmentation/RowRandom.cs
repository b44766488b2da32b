namespace DenseNetworks.ML.Training;

/// <summary>
/// The random numbers of one row in one step: a stream of their own, which hangs on nothing but its key, so that it is the
/// same whichever thread works on the row.
/// </summary>
internal struct RowRandom
{
    private SplitMix64 _bits;

    public RowRandom(int seed, long step, int row)
    {
        var ofSeed = new SplitMix64((uint)seed).NextBits();
        _bits = new SplitMix64(SplitMix64.Mix(SplitMix64.Mix(ofSeed ^ (ulong)step) ^ (uint)row));
    }

    public readonly ulong State => _bits.State;

    public float NextFloat() => _bits.NextFloat();

    /// <summary>Draws a number from the negative of a limit up to the limit.</summary>
    public float NextWithin(double limit) => (float)(((2 * NextFloat()) - 1) * limit);
}
