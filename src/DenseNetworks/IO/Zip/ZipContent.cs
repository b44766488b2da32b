using System.Globalization;

namespace DenseNetworks.IO.Zip;

/// <summary>
/// A zip in memory, from an untrusted source: its structure is checked as a whole before anything is extracted. Not
/// thread-safe.
/// </summary>
internal sealed class ZipContent(IReadOnlyDictionary<string, ZipEntry> entries)
{
    public static ZipContent Open(ReadOnlyMemory<byte> zip, ZipLimits limits)
    {
        var (entries, start) = CentralDirectory.Read(zip, limits);
        CheckSizes(entries, limits);

        // Two names that differ only in case are the same name on some systems.
        var byName = new Dictionary<string, ZipEntry>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in entries)
        {
            if (!byName.TryAdd(entry.Name, entry))
            {
                throw InvalidZip.Foreign($"two files of the name '{entry.Name}'");
            }
        }

        ZipLayout.Locate(zip, entries, start);
        return new ZipContent(byName);
    }

    /// <summary>Extracts a file; or returns null if there is none with this name.</summary>
    public byte[]? ExtractOrNull(string name, int maxSize = int.MaxValue)
    {
        if (!entries.TryGetValue(name, out var entry) || entry.Name != name)
        {
            return null;
        }

        return entry.Size <= maxSize
            ? ZipExtractor.Extract(entry, entry.Packed)
            : throw InvalidZip.TooLarge($"'{name}' extracts to {Size(entry.Size)}, but at most {Size(maxSize)} are read");
    }

    private static void CheckSizes(List<ZipEntry> entries, ZipLimits limits)
    {
        var (packed, unpacked) = (0L, 0L);
        foreach (var entry in entries)
        {
            packed += entry.PackedSize;
            unpacked += entry.Size;
            CheckSize($"'{entry.Name}'", entry.PackedSize, entry.Size, limits);
            if (!entry.IsDeflated && entry.PackedSize != entry.Size)
            {
                throw InvalidZip.Damaged($"'{entry.Name}' is not compressed, and has two sizes");
            }
        }

        CheckSize("Its content", packed, unpacked, limits);
    }

    private static void CheckSize(string what, long packed, long unpacked, ZipLimits limits)
    {
        if (unpacked > limits.MaxSize)
        {
            throw InvalidZip.TooLarge($"{what} extracts to {Size(unpacked)}, but at most {Size(limits.MaxSize)} are read");
        }

        if (unpacked > limits.FreeSize && unpacked > packed * limits.MaxRatio)
        {
            throw InvalidZip.TooLarge(
                $"{what} expands from {Size(packed)} to {Size(unpacked)}, as no trained network does: above " +
                $"{Size(limits.FreeSize)}, it may expand at most {limits.MaxRatio} times");
        }
    }

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} bytes");
}
