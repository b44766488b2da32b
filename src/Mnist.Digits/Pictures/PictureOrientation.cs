using System.Buffers.Binary;

namespace Mnist.Digits.Pictures;

/// <summary>Turns a picture upright.</summary>
internal static class PictureOrientation
{
    /// <summary>Rows from top to bottom, columns from left to right.</summary>
    public const int Upright = 1;

    private const int Largest = 8;
    private const int EntryLength = 12;
    private const ushort OrientationTag = 0x0112;
    private const ushort ShortType = 3;

    /// <summary>
    /// Reads how a camera was held: the tag "Orientation" in the Exif header of a JPEG file (JEITA CP-3451, "Exif 2.2", 4.6.4).
    /// Whatever is missing or damaged there means upright, because the picture itself is not.
    /// </summary>
    /// <param name="tiff">What follows the name of the header.</param>
    /// <returns>The number, 1 to 8, for <see cref="MakeUpright"/>.</returns>
    public static int ReadExif(ReadOnlySpan<byte> tiff)
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

    /// <param name="picture">The picture as it is stored.</param>
    /// <param name="orientation">
    /// What the stored first row and first column are in the upright picture, by the numbers of Exif: 1 top and left,
    /// 2 top and right, 3 bottom and right, 4 bottom and left, 5 left and top, 6 right and top, 7 right and bottom,
    /// 8 left and bottom.
    /// </param>
    public static GreyPicture MakeUpright(GreyPicture picture, int orientation)
    {
        if (orientation == Upright)
        {
            return picture;
        }

        var (width, height) = (picture.Width, picture.Height);
        // Where the stored pixel (0, 0) goes, and how far one step along a stored row and column leads.
        var (uprightWidth, uprightHeight) = orientation < 5 ? (width, height) : (height, width);
        var (start, alongRow, alongColumn) = orientation switch
        {
            2 => (width - 1, -1, width),
            3 => ((width * height) - 1, -1, -width),
            4 => (width * (height - 1), 1, -width),
            5 => (0, height, 1),
            6 => (height - 1, height, -1),
            7 => ((width * height) - 1, -height, -1),
            8 => (height * (width - 1), -height, 1),
            _ => throw new ArgumentOutOfRangeException(nameof(orientation), orientation, "It is 1 to 8."),
        };

        var source = picture.Pixels;
        var upright = new byte[source.Length];
        for (var row = 0; row < height; row++)
        {
            var target = start + (row * alongColumn);
            foreach (var grey in source.Slice(row * width, width))
            {
                upright[target] = grey;
                target += alongRow;
            }
        }

        return new GreyPicture(uprightWidth, uprightHeight, upright);
    }

    private static ushort ReadShort(ReadOnlySpan<byte> bytes, bool isLittleEndian) => isLittleEndian
        ? BinaryPrimitives.ReadUInt16LittleEndian(bytes)
        : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
