using System.Buffers.Binary;

namespace Mnist.Digits.Pictures;

/// <summary>The blocks of a GIF file (CompuServe, "Graphics Interchange Format", version 89a).</summary>
internal static class GifCheck
{
    private const int ScreenPosition = 6;
    private const int FlagsPosition = 10;
    private const int HeaderLength = 13;
    private const int DescriptorLength = 10;
    private const byte Extension = 0x21;
    private const byte Image = 0x2C;
    private const byte Trailer = 0x3B;

    // A code of 12 bits stands for at most 4,096 pixels. A small file could claim a screen that takes any memory.
    private const int MostPixelsPerByte = 4096 * 8 / 12;

    public static PictureSize? ReadSize(ReadOnlySpan<byte> file) => file.Length < HeaderLength
        ? null
        : new PictureSize(
            BinaryPrimitives.ReadUInt16LittleEndian(file[ScreenPosition..]),
            BinaryPrimitives.ReadUInt16LittleEndian(file[(ScreenPosition + 2)..]));

    /// <summary>Checks the first frame, and that the file goes on to its end. What comes after that does not matter.</summary>
    public static PictureFault Check(ReadOnlySpan<byte> file, PictureSize size)
    {
        if (size.PixelCount > (long)file.Length * MostPixelsPerByte)
        {
            return PictureFault.Disproportionate;
        }

        var (at, isFirst) = (HeaderLength + TableLength(file[FlagsPosition]), true);
        while (at < file.Length)
        {
            switch (file[at])
            {
                case Trailer:
                    return isFirst ? PictureFault.CutOff : PictureFault.None;
                case Extension:
                    at = SkipBlocks(file, at + 2);
                    break;
                case Image when at + DescriptorLength < file.Length:
                    var dataStart = at + DescriptorLength + TableLength(file[at + DescriptorLength - 1]);
                    if (isFirst && CheckFrame(file, at, dataStart, size) is not PictureFault.None and var fault)
                    {
                        return fault;
                    }

                    (at, isFirst) = (SkipBlocks(file, dataStart + 1), false);
                    break;
                case Image:
                    return PictureFault.CutOff;
                default:
                    return PictureFault.Damaged;
            }
        }

        return PictureFault.CutOff;
    }

    private static PictureFault CheckFrame(ReadOnlySpan<byte> file, int descriptor, int dataStart, PictureSize screen)
    {
        var place = file[(descriptor + 1)..];
        int left = BinaryPrimitives.ReadUInt16LittleEndian(place);
        int top = BinaryPrimitives.ReadUInt16LittleEndian(place[2..]);
        int width = BinaryPrimitives.ReadUInt16LittleEndian(place[4..]);
        int height = BinaryPrimitives.ReadUInt16LittleEndian(place[6..]);
        var hasTable = TableLength(file[descriptor + DescriptorLength - 1]) + TableLength(file[FlagsPosition]) > 0;
        return width < 1 || height < 1 || left + width > screen.Width || top + height > screen.Height || !hasTable
            ? PictureFault.Damaged
            : dataStart >= file.Length ? PictureFault.CutOff : GifRaster.Check(file[dataStart..], (long)width * height);
    }

    /// <summary>Gets the length of the table of colours that a byte of flags announces.</summary>
    private static int TableLength(byte flags) => (flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7));

    /// <summary>Returns where the next block is, after those that each begin with their length, down to an empty one.</summary>
    private static int SkipBlocks(ReadOnlySpan<byte> file, int at)
    {
        while (at < file.Length && file[at] > 0)
        {
            at += 1 + file[at];
        }

        return at + 1;
    }
}
