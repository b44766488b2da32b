namespace DenseNetworks.IO.Zip;

/// <summary>
/// Locates the compressed bytes of each entry of a zip (PKWARE's APPNOTE.TXT 6.3.10, 4.3.7 and 4.3.9). Ensures that the entries
/// are contiguous from the first byte of the zip to its central directory: they neither overlap nor leave gaps.
/// </summary>
internal static class ZipLayout
{
    private const uint LocalSignature = 0x04034b50;
    private const uint DescriptorSignature = 0x08074b50;
    private const int LocalSize = 30;
    private const int DescriptorSize = 12;

    /// <summary>Locates the compressed bytes of each entry, and stores them in it.</summary>
    public static void Locate(ReadOnlyMemory<byte> zip, IEnumerable<ZipEntry> entries, int end)
    {
        ZipEntry[] ordered = [.. entries];
        Array.Sort(ordered, (one, other) => one.Offset.CompareTo(other.Offset));
        var position = 0;
        foreach (var entry in ordered)
        {
            if (entry.Offset != position)
            {
                throw InvalidZip.Damaged(
                    $"'{entry.Name}' starts at offset {entry.Offset} instead of {position}, so it overlaps another file or " +
                    "leaves a gap");
            }

            entry.Packed = LocateOne(zip[..end], entry, ref position);
        }

        if (position != end)
        {
            throw InvalidZip.Damaged($"bytes {position} to {end} belong to no file");
        }
    }

    private static ReadOnlyMemory<byte> LocateOne(ReadOnlyMemory<byte> zip, ZipEntry entry, ref int position)
    {
        var local = zip.Span[position..];
        if (local.Length < LocalSize || ZipFields.ReadUInt32(local, 0) != LocalSignature)
        {
            throw InvalidZip.Damaged($"there is no header of '{entry.Name}' at offset {position}");
        }

        var nameSize = ZipFields.ReadUInt16(local, 26);
        var headerSize = LocalSize + nameSize + ZipFields.ReadUInt16(local, 28);
        if (headerSize + entry.PackedSize > local.Length)
        {
            throw InvalidZip.Damaged($"'{entry.Name}' extends beyond the files");
        }

        var packedSize = (int)entry.PackedSize;
        if (!local.Slice(LocalSize, nameSize).SequenceEqual(entry.RawName.Span)
            || ZipFields.ReadUInt16(local, 6) != entry.Flags
            || ZipFields.ReadUInt16(local, 8) != (entry.IsDeflated ? 8 : 0)
            || (!entry.HasDescriptor && !Agrees(local[14..], entry)))
        {
            throw InvalidZip.Damaged($"the header and the directory disagree about '{entry.Name}'");
        }

        var packed = zip.Slice(position + headerSize, packedSize);
        position += headerSize + packedSize;
        if (entry.HasDescriptor)
        {
            position += MeasureDescriptor(zip.Span[position..], entry);
        }

        return packed;
    }

    private static int MeasureDescriptor(ReadOnlySpan<byte> bytes, ZipEntry entry)
    {
        var isSigned = bytes.Length >= sizeof(uint) && ZipFields.ReadUInt32(bytes, 0) == DescriptorSignature;
        var signature = isSigned ? sizeof(uint) : 0;
        return bytes.Length >= signature + DescriptorSize && Agrees(bytes[signature..], entry)
            ? signature + DescriptorSize
            : throw InvalidZip.Damaged($"the sizes after '{entry.Name}' are not those of the directory");
    }

    // The CRC-32, the compressed size and the size, in the order of both a header and a descriptor.
    private static bool Agrees(ReadOnlySpan<byte> bytes, ZipEntry entry) =>
        ZipFields.ReadUInt32(bytes, 0) == entry.Crc
        && ZipFields.ReadUInt32(bytes, 4) == entry.PackedSize
        && ZipFields.ReadUInt32(bytes, 8) == entry.Size;
}
