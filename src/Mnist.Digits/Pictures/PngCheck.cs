using System.Buffers.Binary;
using System.IO.Compression;

namespace Mnist.Digits.Pictures;

/// <summary>
/// The chunks of a PNG file, and how much its compressed part unpacks to (ISO/IEC 15948). The decoder unpacks all of it,
/// whatever the size of the picture: a picture of one pixel could take any memory.
/// </summary>
internal static class PngCheck
{
    private const int SignatureLength = 8;
    private const int ChunkOverhead = 12;
    private const int HeaderLength = 13;
    private const int FirstChunkEnd = SignatureLength + HeaderLength + ChunkOverhead;
    private const int BufferSize = 1 << 16;

    // Some writers pack a little more than there are rows.
    private const int MostSurplus = 1 << 16;

    /// <summary>The seven passes of an interlaced picture: first column, first row, columns apart, rows apart.</summary>
    private static readonly (int Left, int Top, int Across, int Down)[] Passes =
    [
        (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
    ];

    public static PictureSize? ReadSize(ReadOnlySpan<byte> file) =>
        file.Length < FirstChunkEnd || !file[(SignatureLength + 4)..].StartsWith("IHDR"u8)
            ? null
            : new PictureSize(
                BinaryPrimitives.ReadUInt32BigEndian(file[(SignatureLength + 8)..]),
                BinaryPrimitives.ReadUInt32BigEndian(file[(SignatureLength + 12)..]));

    public static PictureFault Check(byte[] file, PictureSize size)
    {
        if (CountBits(file) is not { } bits)
        {
            return PictureFault.Damaged;
        }

        if (ReadCompressed(file) is not { } compressed)
        {
            return PictureFault.CutOff;
        }

        var isInterlaced = file[SignatureLength + 8 + HeaderLength - 1] != 0;
        var expected = isInterlaced
            ? Passes.Sum(pass => CountPass(size, pass, bits))
            : CountBytes(size.Width, size.Height, bits);
        using (compressed)
        {
            return CountUnpacked(compressed, expected + MostSurplus) switch
            {
                null => PictureFault.Damaged,
                var found when found < expected => PictureFault.CutOff,
                var found => found > expected + MostSurplus ? PictureFault.Disproportionate : PictureFault.None,
            };
        }
    }

    /// <summary>Returns how many bits a pixel has, or null if the header allows none.</summary>
    private static int? CountBits(ReadOnlySpan<byte> file)
    {
        var (depth, kind) = (file[SignatureLength + 16], file[SignatureLength + 17]);
        int? samples = kind switch { 0 or 3 => 1, 2 => 3, 4 => 2, 6 => 4, _ => null };
        return depth is 1 or 2 or 4 or 8 or 16 ? depth * samples : null;
    }

    private static long CountPass(PictureSize size, (int Left, int Top, int Across, int Down) pass, int bits) => CountBytes(
        (size.Width - pass.Left + pass.Across - 1) / pass.Across, (size.Height - pass.Top + pass.Down - 1) / pass.Down, bits);

    // Before each row is a byte for its filter.
    private static long CountBytes(long width, long height, int bits) =>
        width < 1 || height < 1 ? 0 : height * (1 + (((width * bits) + 7) / 8));

    /// <summary>Returns how much there is, or a little more than <paramref name="most"/>; null if it is damaged.</summary>
    private static long? CountUnpacked(Stream compressed, long most)
    {
        try
        {
            using var unpacked = new ZLibStream(compressed, CompressionMode.Decompress);
            var buffer = new byte[BufferSize];
            var length = 0L;
            while (length <= most && unpacked.Read(buffer) is > 0 and var count)
            {
                length += count;
            }

            return length;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return null; // the second where it asks for a dictionary
        }
    }

    /// <summary>Reads the chunks of pixels, or returns null if one is not all there, or the last chunk is missing.</summary>
    private static MemoryStream? ReadCompressed(byte[] file)
    {
        var data = new MemoryStream();
        for (var at = (long)SignatureLength; at + ChunkOverhead <= file.Length;)
        {
            var chunk = file.AsSpan((int)at);
            long length = BinaryPrimitives.ReadUInt32BigEndian(chunk);
            if (length + ChunkOverhead > chunk.Length)
            {
                break;
            }

            if (chunk[4..].StartsWith("IEND"u8))
            {
                data.Position = 0;
                return data;
            }

            if (chunk[4..].StartsWith("IDAT"u8))
            {
                data.Write(chunk.Slice(8, (int)length));
            }

            at += length + ChunkOverhead;
        }

        data.Dispose();
        return null;
    }
}
