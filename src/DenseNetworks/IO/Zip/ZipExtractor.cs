using System.IO.Compression;

namespace DenseNetworks.IO.Zip;

/// <summary>
/// Extracts a file from a zip, and checks the sizes and the CRC-32 that the zip claims. The <see cref="ZipArchive"/> of .NET
/// checks neither.
/// </summary>
internal static class ZipExtractor
{
    private const int BytesAtOnce = 64 * 1024;

    // A file that claims a larger ratio is decompressed twice, the first time without storing it, so that memory is allocated
    // only for bytes that exist.
    private const int TrustedRatio = 4;

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
        catch (InvalidDataException) // the data is not compressed
        {
            isAsClaimed = false;
        }

        if (!isAsClaimed)
        {
            throw InvalidZip.Damaged(
                $"'{entry.Name}' claims {entry.PackedSize} bytes that extract to {entry.Size}, which they do not");
        }
    }

    private static InvalidDataException WrongCrc(ZipEntry entry) =>
        InvalidZip.Damaged($"the CRC-32 of '{entry.Name}' does not match its content");
}
