using System.IO.Compression;

namespace DenseNetworks.IO.Zip;

/// <summary>
/// Unpacks one file of a zip. Sizes and CRC-32 are those that the zip claims, or it throws; .NET's own
/// <see cref="ZipArchive"/> checks neither.
/// </summary>
internal static class Unpacking
{
    private const int BytesAtOnce = 64 * 1024;

    // A file that claims to grow by more than this is unpacked twice, the first time into nothing: so memory is taken only
    // for bytes that are known to come.
    private const int TrustedRatio = 4;

    /// <summary>Unpacks a file.</summary>
    /// <returns>The unpacked bytes.</returns>
    public static byte[] Unpack(ZipItem item, ReadOnlyMemory<byte> packed)
    {
        if (item.Size > TrustedRatio * (item.PackedSize + BytesAtOnce))
        {
            Check(item, packed);
        }

        var bytes = MemoryFault.Explain($"'{Printable.Of(item.Name)}' in the zip", item.Size, () => new byte[item.Size]);
        Read(item, packed, stream => stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        return Crc32.Compute(bytes) == item.Crc ? bytes : throw WrongCrc(item);
    }

    private static void Check(ZipItem item, ReadOnlyMemory<byte> packed)
    {
        var crc = 0u;
        Read(item, packed, stream =>
        {
            var buffer = new byte[BytesAtOnce];
            var count = 0L;
            while (stream.Read(buffer, 0, (int)Math.Min(buffer.Length, item.Size - count)) is > 0 and var read)
            {
                crc = Crc32.Compute(buffer.AsSpan(0, read), crc);
                count += read;
            }

            return count;
        });

        if (crc != item.Crc)
        {
            throw WrongCrc(item);
        }
    }

    private static void Read(ZipItem item, ReadOnlyMemory<byte> packed, Func<Stream, long> read)
    {
        using var source = new LastByteApart(packed);
        using var stream = item.IsDeflated ? new DeflateStream(source, CompressionMode.Decompress) : (Stream)source;
        bool isAsClaimed;
        try
        {
            isAsClaimed = read(stream) == item.Size && stream.ReadByte() < 0 && source.Position == packed.Length;
        }
        catch (InvalidDataException) // not compressed at all
        {
            isAsClaimed = false;
        }

        if (!isAsClaimed)
        {
            throw InvalidZip.Damaged(
                $"'{item.Name}' claims {item.PackedSize} bytes that unpack to {item.Size}, which they do not");
        }
    }

    private static InvalidDataException WrongCrc(ZipItem item) =>
        InvalidZip.Damaged($"the CRC-32 of '{item.Name}' does not match its content");
}
