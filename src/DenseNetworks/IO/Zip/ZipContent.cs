using System.Globalization;

namespace DenseNetworks.IO.Zip;

/// <summary>
/// A zip in memory, from anyone: its container is checked as a whole before anything of it is unpacked. Not for many threads.
/// </summary>
internal sealed class ZipContent(IReadOnlyDictionary<string, ZipItem> items)
{
    /// <summary>Checks a zip.</summary>
    public static ZipContent Open(ReadOnlyMemory<byte> zip, ZipLimits limits)
    {
        var (items, start) = ZipDirectory.Read(zip, limits);
        CheckSizes(items, limits);

        // One name that is one only on some systems is too many.
        var byName = new Dictionary<string, ZipItem>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in items)
        {
            if (!byName.TryAdd(item.Name, item))
            {
                throw InvalidZip.Foreign($"two files of the name '{item.Name}'");
            }
        }

        ZipLayout.Locate(zip, items, start);
        return new ZipContent(byName);
    }

    /// <summary>Unpacks a file, or returns null if there is none of this name.</summary>
    public byte[]? UnpackOrNull(string name, int maxSize = int.MaxValue)
    {
        if (!items.TryGetValue(name, out var item) || item.Name != name)
        {
            return null;
        }

        return item.Size <= maxSize
            ? Unpacking.Unpack(item, item.Packed)
            : throw InvalidZip.TooLarge($"'{name}' unpacks to {Size(item.Size)}, and {Size(maxSize)} are the most");
    }

    private static void CheckSizes(List<ZipItem> items, ZipLimits limits)
    {
        var (packed, unpacked) = (0L, 0L);
        foreach (var item in items)
        {
            packed += item.PackedSize;
            unpacked += item.Size;
            CheckSize($"'{item.Name}'", item.PackedSize, item.Size, limits);
            if (!item.IsDeflated && item.PackedSize != item.Size)
            {
                throw InvalidZip.Damaged($"'{item.Name}' is not compressed, and has two sizes");
            }
        }

        CheckSize("Its content", packed, unpacked, limits);
    }

    private static void CheckSize(string what, long packed, long unpacked, ZipLimits limits)
    {
        if (unpacked > limits.MaxSize)
        {
            throw InvalidZip.TooLarge($"{what} unpacks to {Size(unpacked)}, and {Size(limits.MaxSize)} are the most");
        }

        if (unpacked > limits.FreeSize && unpacked > packed * limits.MaxRatio)
        {
            throw InvalidZip.TooLarge(
                $"{what} unpacks from {Size(packed)} to {Size(unpacked)}, as no trained network does: above " +
                $"{Size(limits.FreeSize)}, up to {limits.MaxRatio} times are read");
        }
    }

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} bytes");
}
