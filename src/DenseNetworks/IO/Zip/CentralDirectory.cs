using System.Globalization;
using System.Text;

namespace DenseNetworks.IO.Zip;

/// <summary>
/// Reads the central directory of a zip (PKWARE's APPNOTE.TXT 6.3.10, 4.3.12 and 4.3.16). Stricter than the format: the zip
/// must be a single part below 4 GiB, without a comment, and nothing may follow it.
/// </summary>
internal static class CentralDirectory
{
    private const uint EndSignature = 0x06054b50;
    private const uint EntrySignature = 0x02014b50;
    private const int EndSize = 22;
    private const int EntrySize = 46;
    private const int MaxNameBytes = 4096;
    private const ushort Stored = 0;
    private const ushort Deflated = 8;

    /// <summary>Reads the entries. Nothing is extracted.</summary>
    /// <returns>The entries in the order of the directory, and the offset of the directory.</returns>
    public static (List<ZipEntry> Entries, int Start) Read(ReadOnlyMemory<byte> zip, ZipLimits limits)
    {
        var (count, start, end) = ReadEnd(zip.Span);
        if (count > limits.MaxEntries)
        {
            throw InvalidZip.TooLarge($"The zip has {count} files, but at most {limits.MaxEntries} are read");
        }

        var entries = new List<ZipEntry>(count);
        var position = start;
        for (var i = 0; i < count; i++)
        {
            entries.Add(ReadEntry(zip[..end], ref position, i));
        }

        return position == end
            ? (entries, start)
            : throw InvalidZip.Damaged($"its directory has {end - position} bytes after the last of {count} files");
    }

    private static (int Count, int Start, int End) ReadEnd(ReadOnlySpan<byte> zip)
    {
        var end = zip.Length - EndSize;
        if (end < 0 || ZipFields.ReadUInt32(zip, end) != EndSignature)
        {
            throw InvalidZip.Damaged("it does not end with the end of a zip, so it was cut off, or something follows it");
        }

        var count = ZipFields.ReadUInt16(zip, end + 10);
        var size = ZipFields.ReadUInt32(zip, end + 12);
        var start = ZipFields.ReadUInt32(zip, end + 16);
        if (ZipFields.ReadUInt16(zip, end + 20) != 0)
        {
            throw InvalidZip.Damaged("it claims a comment but has none");
        }

        if (ZipFields.ReadUInt32(zip, end + 4) != 0 || ZipFields.ReadUInt16(zip, end + 8) != count)
        {
            throw InvalidZip.Foreign("more than one part");
        }

        if (count == ushort.MaxValue || size == uint.MaxValue || start == uint.MaxValue)
        {
            throw InvalidZip.Foreign("sizes as ZIP64");
        }

        return (long)start + size == end
            ? (count, (int)start, end)
            : throw InvalidZip.Damaged(string.Create(
                CultureInfo.InvariantCulture, $"its directory of {size} bytes at offset {start} does not end at {end}"));
    }

    private static ZipEntry ReadEntry(ReadOnlyMemory<byte> zip, ref int position, int index)
    {
        var entry = zip.Span[position..];
        if (entry.Length < EntrySize || ZipFields.ReadUInt32(entry, 0) != EntrySignature)
        {
            throw InvalidZip.Damaged($"its directory ends within file {index + 1}");
        }

        var nameSize = ZipFields.ReadUInt16(entry, 28);
        var wholeSize = EntrySize + nameSize + ZipFields.ReadUInt16(entry, 30) + ZipFields.ReadUInt16(entry, 32);
        if (wholeSize > entry.Length)
        {
            throw InvalidZip.Damaged($"its directory ends within file {index + 1}");
        }

        var rawName = zip.Slice(position + EntrySize, nameSize);
        var name = ReadName(rawName.Span, index);
        var method = ZipFields.ReadUInt16(entry, 10);
        var result = new ZipEntry(
            name, rawName, ZipFields.ReadUInt16(entry, 8), method == Deflated, ZipFields.ReadUInt32(entry, 16),
            ZipFields.ReadUInt32(entry, 20), ZipFields.ReadUInt32(entry, 24), ZipFields.ReadUInt32(entry, 42));
        if (result.IsEncrypted)
        {
            throw InvalidZip.Foreign($"an encrypted file, '{name}'");
        }

        if (method is not (Stored or Deflated) || result.HasUnknownFlags || ZipFields.ReadUInt16(entry, 34) != 0)
        {
            throw InvalidZip.Foreign($"a file packed by method {method} with flags {result.Flags:X4}, '{name}'");
        }

        if (uint.MaxValue == result.PackedSize || uint.MaxValue == result.Size || uint.MaxValue == result.Offset)
        {
            throw InvalidZip.Foreign($"sizes as ZIP64, those of '{name}'");
        }

        position += wholeSize;
        return result;
    }

    // Names are only compared with expected ones and never used as paths. But a zip that was accepted here should not harm
    // anyone who extracts it with another program.
    private static string ReadName(ReadOnlySpan<byte> bytes, int index)
    {
        if (bytes.Length is 0 or > MaxNameBytes)
        {
            throw InvalidZip.Foreign($"a name of {bytes.Length} bytes, that of file {index + 1}");
        }

        var name = Encoding.UTF8.GetString(bytes).Replace('\\', '/'); // ML.NET on Windows writes backslashes
        return name.StartsWith('/') || name.Contains(':', StringComparison.Ordinal) || name.Any(char.IsControl)
            || name.Split('/').Any(part => part is ".." or ".")
            ? throw InvalidZip.Foreign($"a name that leads out of its folder, that of file {index + 1}")
            : name;
    }
}
