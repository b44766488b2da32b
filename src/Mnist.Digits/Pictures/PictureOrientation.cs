using System.Buffers.Binary;

namespace Mnist.Digits.Pictures;

/// <summary>Applies the Exif orientation to a picture.</summary>
internal static class PictureOrientation
{
    /// <summary>The orientation in which rows run from top to bottom, and columns from left to right.</summary>
    public const int Upright = 1;

    private const int Largest = 8;
    private const int EntryLength = 12;
    private const ushort OrientationTag = 0x0112;
    private const ushort ShortType = 3;

    /// <summary>
    /// Reads the Orientation tag from the Exif header of a JPEG file (JEITA CP-3451, "Exif 2.2", 4.6.4). If it is missing or
    /// damaged, the picture is considered upright, since its pixels can still be decoded.
    /// </summary>
    /// <param name="tiff">The TIFF structure that follows the Exif identifier.</param>
    /// <returns>The orientation, from 1 to 8, for <see cref="MakeUpright"/>.</returns>
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
    /// The Exif orientation, which says where the first stored row and column are in the upright picture: 1 top and left, 2 top
    /// and right, 3 bottom and right, 4 bottom and left, 5 left and top, 6 right and top, 7 right and bottom, 8 left and
    /// bottom.
    /// </param>
    public static GreyPicture MakeUpright(GreyPicture picture, int orientation)
    {
        if (orientation == Upright)
        {
            return picture;
        }

        var (width, height) = (picture.Width, picture.Height);
        // The index at which the stored pixel (0, 0) belongs, and the strides of one step along a stored row and column.
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
            _ => throw new ArgumentOutOfRangeException(nameof(orientation), orientation, "It must be from 1 to 8."),
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
