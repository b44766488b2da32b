namespace DenseNetworks.IO.Zip;

/// <summary>Limits the memory and time that reading a zip may take.</summary>
/// <param name="MaxSize">The maximum number of bytes of the zip, and of its extracted content.</param>
/// <param name="MaxEntries">The maximum number of files.</param>
/// <param name="FreeSize">The number of extracted bytes up to which any compression ratio is accepted.</param>
/// <param name="MaxRatio">The maximum compression ratio above that.</param>
internal sealed record ZipLimits(int MaxSize, int MaxEntries, int FreeSize, int MaxRatio)
{
    /// <summary>
    /// Gets the limits for models: 134 million weights. A network is compressed to about nine tenths of its size, and one with
    /// rounded weights to a quarter; no training produces one that compresses 64 times.
    /// </summary>
    public static ZipLimits OfModels { get; } =
        new(MaxSize: 512 << 20, MaxEntries: 256, FreeSize: 16 << 20, MaxRatio: 64);

    /// <summary>
    /// Gets the limits for checkpoints, which store several numbers for each weight: nearly as much as one array holds.
    /// </summary>
    public static ZipLimits OfCheckpoints { get; } = OfModels with { MaxSize = 2_000 << 20 };
}
