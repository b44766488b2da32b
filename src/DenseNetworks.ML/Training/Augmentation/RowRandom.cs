namespace DenseNetworks.ML.Training;

/// <summary>The random numbers of a row in a step. They depend only on the key, so they are the same on any thread.</summary>
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

    /// <summary>Returns a random number between the negative of a limit and the limit.</summary>
    public float NextWithin(double limit) => (float)(((2 * NextFloat()) - 1) * limit);
}
