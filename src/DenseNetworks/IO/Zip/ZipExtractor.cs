using System.IO.Compression;

namespace DenseNetworks.IO.Zip;

/// <summary>
/// Unpacks one file of a zip. Sizes and CRC-32 are those that the zip claims, or it throws; .NET's own
/// <see cref="ZipArchive"/> checks neither.
/// </summary>
internal static class ZipExtractor
{
    private const int BytesAtOnce = 64 * 1024;

    // A file that claims to grow by more than this is unpacked twice, the first time into nothing: so memory is taken only
    // for bytes that are known to come.
    private const int TrustedRatio = 4;

    /// <summary>Unpacks a file.</summary>
    /// <returns>The unpacked bytes.</returns>
    public static byte[] Extract(ZipEntry entry, ReadOnlyMemory<byte> packed)
    {
        if (entry.Size > TrustedRatio * (entry.PackedSize + BytesAtOnce))
        {
            Check(entry, packed);
        }

        var bytes = MemoryFault.Explain($"'{Printable.Of(entry.Name)}' in the zip", entry.Size, () => new byte[entry.Size]);
        Read(entry, packed, stream => stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        return Crc32.Compute(bytes) == entry.Crc ? bytes : throw WrongCrc(entry);
    }

    private static void Check(ZipEntry entry, ReadOnlyMemory<byte> packed)
    {
        var crc = 0u;
        Read(entry, packed, stream =>
        {
            var buffer = new byte[BytesAtOnce];
            var count = 0L;
            while (stream.Read(buffer, 0, (int)Math.Min(buffer.Length, entry.Size - count)) is > 0 and var read)
            {
                crc = Crc32.Compute(buffer.AsSpan(0, read), crc);
                count += read;
            }

            return count;
        });

        if (crc != entry.Crc)
        {
            throw WrongCrc(entry);
        }
    }

    private static void Read(ZipEntry entry, ReadOnlyMemory<byte> packed, Func<Stream, long> read)
    {
        using var source = new LastByteStream(packed);
        using var stream = entry.IsDeflated ? new DeflateStream(source, CompressionMode.Decompress) : (Stream)source;
        bool isAsClaimed;
        try
        {
            isAsClaimed = read(stream) == entry.Size && stream.ReadByte() < 0 && source.Position == packed.Length;
        }
        catch (InvalidDataException) // not compressed at all
        {
            isAsClaimed = false;
        }

        if (!isAsClaimed)
        {
            throw InvalidZip.Damaged(
                $"'{entry.Name}' claims {entry.PackedSize} bytes that unpack to {entry.Size}, which they do not");
        }
    }

    private static InvalidDataException WrongCrc(ZipEntry entry) =>
        InvalidZip.Damaged($"the CRC-32 of '{entry.Name}' does not match its content");
}
