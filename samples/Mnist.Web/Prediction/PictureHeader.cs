using System.Buffers.Binary;

namespace Mnist.Web.Prediction;

/// <summary>
/// Looks up how many pixels a picture file claims, before memory is spent on it. Whether the claim is true, and anything else
/// about the file, is the library's to find out.
/// </summary>
internal static class PictureHeader
{
    private const int BmpCoreHeader = 12;

    /// <summary>Returns the number of pixels, or null where it cannot be told.</summary>
    public static long? CountPixels(ReadOnlySpan<byte> file) => file switch
    {
        _ when IsPng(file) => Product(
            BinaryPrimitives.ReadUInt32BigEndian(file[16..]), BinaryPrimitives.ReadUInt32BigEndian(file[20..])),
        _ when file.StartsWith("GIF8"u8) && file.Length >= 10 => Product(
            BinaryPrimitives.ReadUInt16LittleEndian(file[6..]), BinaryPrimitives.ReadUInt16LittleEndian(file[8..])),
        _ when file.StartsWith("BM"u8) && file.Length >= 26 => CountBmp(file[14..]),
        _ when file.StartsWith<byte>([0xFF, 0xD8, 0xFF]) => CountJpeg(file),
        _ => null,
    };

    /// <summary>Returns whether the file is a PNG, whose size is always in the same place.</summary>
    public static bool IsPng(ReadOnlySpan<byte> file) =>
        file.Length >= 24 && file.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G']) && file[12..].StartsWith("IHDR"u8);

    private static long CountBmp(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadUInt32LittleEndian(header) == BmpCoreHeader
        ? Product(BinaryPrimitives.ReadUInt16LittleEndian(header[4..]), BinaryPrimitives.ReadUInt16LittleEndian(header[6..]))
        : Product(
            Magnitude(BinaryPrimitives.ReadInt32LittleEndian(header[4..])),
            Magnitude(BinaryPrimitives.ReadInt32LittleEndian(header[8..])));

    private static long? CountJpeg(ReadOnlySpan<byte> file)
    {
        for (var at = 2; at + 9 <= file.Length && file[at] == 0xFF;)
        {
            var marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++; // padding
            }
            else if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return Product(
                    BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]));
            }
            else
            {
                at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            }
        }

        return null;
    }

    // A BMP whose height is negative is written from the top.
    private static uint Magnitude(int value) => (uint)Math.Abs((long)value);

    private static long Product(uint width, uint height) => (long)Math.Min((ulong)width * height, long.MaxValue);
}
