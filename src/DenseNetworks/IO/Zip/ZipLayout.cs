namespace DenseNetworks.IO.Zip;

/// <summary>
/// Finds the packed bytes of each file of a zip (PKWARE's APPNOTE.TXT 6.3.10, 4.3.7 and 4.3.9), and makes sure that the
/// files lie one after the other from the zip's first byte to its directory: none shares bytes with another, and there are
/// no others.
/// </summary>
internal static class ZipLayout
{
    private const uint LocalSignature = 0x04034b50;
    private const uint DescriptorSignature = 0x08074b50;
    private const int LocalSize = 30;
    private const int DescriptorSize = 12;

    /// <summary>Finds the packed bytes of each file, and gives them to it.</summary>
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
                    $"'{entry.Name}' starts at offset {entry.Offset}, where it overlaps another file, or leaves bytes to none; " +
                    $"{position} is free");
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
            throw InvalidZip.Damaged($"'{entry.Name}' goes beyond the files");
        }

        var packedSize = (int)entry.PackedSize;
        if (!local.Slice(LocalSize, nameSize).SequenceEqual(entry.RawName.Span)
            || ZipFields.ReadUInt16(local, 6) != entry.Flags
            || ZipFields.ReadUInt16(local, 8) != (entry.IsDeflated ? 8 : 0)
            || (!entry.HasDescriptor && !Agrees(local[14..], entry)))
        {
            throw InvalidZip.Damaged($"the header and the directory say different things of '{entry.Name}'");
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

    // The CRC-32, the packed size and the unpacked size, as both a header and a descriptor have them.
    private static bool Agrees(ReadOnlySpan<byte> bytes, ZipEntry entry) =>
        ZipFields.ReadUInt32(bytes, 0) == entry.Crc
        && ZipFields.ReadUInt32(bytes, 4) == entry.PackedSize
        && ZipFields.ReadUInt32(bytes, 8) == entry.Size;
}
