namespace DenseNetworks.IO.Zip;

/// <summary>
/// Describes a file in a zip as the central directory does: the name with slashes between folders, and as it is stored.
/// </summary>
internal sealed record ZipEntry(
    string Name, ReadOnlyMemory<byte> RawName, ushort Flags, bool IsDeflated, uint Crc, long PackedSize, long Size, long Offset)
{
    /// <summary>The flag for sizes and CRC-32 that follow the data instead of preceding it.</summary>
    public const ushort DescriptorFlag = 1 << 3;

    // The compression level (bits 1 and 2), a data descriptor, a name in UTF-8.
    private const ushort KnownFlags = 0b110 | DescriptorFlag | (1 << 11);
    private const ushort EncryptionFlags = 1 | (1 << 6) | (1 << 13);

    /// <summary>Gets or sets the compressed bytes, which <see cref="ZipLayout"/> locates.</summary>
    public ReadOnlyMemory<byte> Packed { get; set; }

    public bool HasDescriptor => (Flags & DescriptorFlag) != 0;

    public bool IsEncrypted => (Flags & EncryptionFlags) != 0;

    public bool HasUnknownFlags => (Flags & ~KnownFlags) != 0;
}
