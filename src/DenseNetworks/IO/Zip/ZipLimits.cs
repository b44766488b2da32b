namespace DenseNetworks.IO.Zip;

/// <summary>What a zip may ask of the memory and the time of who reads it.</summary>
/// <param name="MaxSize">The most bytes of the zip, and of all that is in it, unpacked.</param>
/// <param name="MaxEntries">The most files in it.</param>
/// <param name="FreeSize">Up to this many unpacked bytes, it does not matter how small they were packed.</param>
/// <param name="MaxRatio">Above that: the most unpacked bytes for one that is packed.</param>
internal sealed record ZipLimits(int MaxSize, int MaxEntries, int FreeSize, int MaxRatio)
{
    /// <summary>
    /// Gets the limits for models: 134 million weights. A network packs to about nine tenths of its size, one of rounded
    /// weights to a quarter; 64 times as small is what no training leads to.
    /// </summary>
    public static ZipLimits OfModels { get; } =
        new(MaxSize: 512 << 20, MaxEntries: 256, FreeSize: 16 << 20, MaxRatio: 64);

    /// <summary>Gets the limits for checkpoints, which have a few numbers for each weight: nearly as much as one array holds.</summary>
    public static ZipLimits OfCheckpoints { get; } = OfModels with { MaxSize = 2_000 << 20 };
}
