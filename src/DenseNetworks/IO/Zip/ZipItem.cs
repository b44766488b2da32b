namespace DenseNetworks.IO.Zip;

/// <summary>A file in a zip, as the directory at the zip's end describes it.</summary>
/// <param name="Name">Its name, with slashes between folders whatever the zip has there.</param>
/// <param name="RawName">Its name as it is stored.</param>
/// <param name="Flags">The general purpose flags.</param>
/// <param name="IsDeflated">Whether it is compressed. Otherwise it is stored as it is.</param>
/// <param name="Crc">The CRC-32 of the unpacked bytes.</param>
/// <param name="PackedSize">The number of packed bytes.</param>
/// <param name="Size">The number of unpacked bytes.</param>
/// <param name="Offset">Where its local header is.</param>
internal sealed record ZipItem(
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
