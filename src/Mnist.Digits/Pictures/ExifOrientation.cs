using System.Buffers.Binary;

namespace Mnist.Digits.Pictures;

/// <summary>
/// Finds how a camera was held: the tag "Orientation" in the Exif header of a JPEG file (JEITA CP-3451, "Exif 2.2",
/// 4.6.4). Whatever is missing or damaged there means upright, because the picture itself is not.
/// </summary>
internal static class ExifOrientation
{
    /// <summary>Rows from top to bottom, columns from left to right.</summary>
    public const int Upright = 1;

    private const int Largest = 8;
    private const byte MarkerStart = 0xFF;
    private const byte App1 = 0xE1;
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;
    private const int EntryLength = 12;
    private const ushort OrientationTag = 0x0112;
    private const ushort ShortType = 3;

    private static ReadOnlySpan<byte> ExifHeader => "Exif\0\0"u8;

    /// <summary>Reads the orientation, 1 to 8, of a JPEG file.</summary>
    public static int Read(ReadOnlySpan<byte> jpeg)
    {
        var rest = jpeg.Length < 2 ? [] : jpeg[2..];
        while (TryReadSegment(ref rest, out var marker, out var content))
        {
            if (marker == App1 && content.StartsWith(ExifHeader))
            {
                return ReadTiff(content[ExifHeader.Length..]);
            }
        }

        return Upright;
    }

    private static bool TryReadSegment(ref ReadOnlySpan<byte> rest, out byte marker, out ReadOnlySpan<byte> content)
    {
        marker = 0;
        content = default;
        if (rest.IsEmpty || rest[0] != MarkerStart)
        {
            return false;
        }

        rest = rest.TrimStart(MarkerStart); // a marker may be filled up in front
        if (rest.Length < 3 || rest[0] is StartOfScan or EndOfImage)
        {
            return false;
        }

        marker = rest[0];
        var length = BinaryPrimitives.ReadUInt16BigEndian(rest[1..]); // counts its own two bytes
        if (length < 2 || rest.Length < 1 + length)
        {
            return false;
        }

        content = rest[3..(1 + length)];
        rest = rest[(1 + length)..];
        return true;
    }

    private static int ReadTiff(ReadOnlySpan<byte> tiff)
    {
        var isLittleEndian = tiff.StartsWith("II*\0"u8);
        if (tiff.Length < 8 || !(isLittleEndian || tiff.StartsWith("MM\0*"u8)))
        {
            return Upright;
        }

        var start = isLittleEndian
            ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..])
            : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (start > tiff.Length - 2)
        {
            return Upright;
        }

        var directory = tiff[(int)start..];
        var count = ReadShort(directory, isLittleEndian);
        for (var entries = directory[2..]; count > 0 && entries.Length >= EntryLength; count--)
        {
            if (ReadShort(entries, isLittleEndian) == OrientationTag && ReadShort(entries[2..], isLittleEndian) == ShortType)
            {
                var value = ReadShort(entries[8..], isLittleEndian);
                return value is >= Upright and <= Largest ? value : Upright;
            }

            entries = entries[EntryLength..];
        }

        return Upright;
    }

    private static ushort ReadShort(ReadOnlySpan<byte> bytes, bool isLittleEndian) => isLittleEndian
        ? BinaryPrimitives.ReadUInt16LittleEndian(bytes)
        : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
