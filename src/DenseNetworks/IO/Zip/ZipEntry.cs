namespace DenseNetworks.IO.Zip;

/// <summary>
/// A file in a zip, as the directory at the zip's end describes it: the name with slashes between folders, and as it is stored.
/// </summary>
internal sealed record ZipEntry(
    string Name, ReadOnlyMemory<byte> RawName, ushort Flags, bool IsDeflated, uint Crc, long PackedSize, long Size, long Offset)
{
    /// <summary>The sizes and the CRC-32 stand behind the data, not before it.</summary>
    public const ushort DescriptorFlag = 1 << 3;

    // The compressor's choice (bits 1 and 2), sizes behind the data, a name in UTF-8.
    private const ushort KnownFlags = 0b110 | DescriptorFlag | (1 << 11);
    private const ushort EncryptionFlags = 1 | (1 << 6) | (1 << 13);

    /// <summary>Gets or sets the packed bytes, which <see cref="ZipLayout"/> finds.</summary>
    public ReadOnlyMemory<byte> Packed { get; set; }

    public bool HasDescriptor => (Flags & DescriptorFlag) != 0;

    public bool IsEncrypted => (Flags & EncryptionFlags) != 0;

    public bool HasUnknownFlags => (Flags & ~KnownFlags) != 0;
}
