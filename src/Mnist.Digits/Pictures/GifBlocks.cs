using System.Buffers.Binary;

namespace Mnist.Digits.Pictures;

/// <summary>The first frame of a GIF file, as described by its blocks (CompuServe, "GIF89a Specification").</summary>
internal sealed class GifBlocks
{
    private const int ScreenPosition = 6;
    private const int FlagsPosition = 10;
    private const int BackgroundPosition = 11;
    private const int HeaderLength = 13;
    private const int DescriptorLength = 10;
    private const int MostColours = 256;
    private const byte Extension = 0x21;
    private const byte GraphicControl = 0xF9;
    private const byte Image = 0x2C;
    private const byte Trailer = 0x3B;
    private const byte InterlacedFlag = 0x40;

    private bool _hasFrame;

    /// <summary>Gets the left column of the frame on the logical screen.</summary>
    public int Left { get; private set; }

    public int Top { get; private set; }

    public int Width { get; private set; }

    public int Height { get; private set; }

    public bool IsInterlaced { get; private set; }

    /// <summary>Gets the offset of the frame's compressed indices in the file.</summary>
    public int DataStart { get; private set; }

    /// <summary>Gets the index of the background colour, or 0 for none.</summary>
    public int Background { get; private set; }

    /// <summary>Gets the index of the transparent colour, or <see langword="null"/> if there is none.</summary>
    public int? Transparent { get; private set; }

    /// <summary>Gets the palette of 256 RGBA colours. Colours that the file does not define are transparent.</summary>
    public byte[] Colours { get; } = new byte[MostColours * 4];

    public static PictureSize? ReadSize(ReadOnlySpan<byte> file) => file.Length < HeaderLength
        ? null
        : new PictureSize(
            BinaryPrimitives.ReadUInt16LittleEndian(file[ScreenPosition..]),
            BinaryPrimitives.ReadUInt16LittleEndian(file[(ScreenPosition + 2)..]));

    /// <summary>
    /// Reads the blocks up to the trailer, and returns what is wrong with them. Data after the trailer is ignored.
    /// </summary>
    public static PictureFault Read(ReadOnlySpan<byte> file, PictureSize size, out GifBlocks blocks)
    {
        blocks = new GifBlocks();
        return blocks.Read(file, size);
    }

    private PictureFault Read(ReadOnlySpan<byte> file, PictureSize size)
    {
        Background = file[BackgroundPosition];
        for (var at = HeaderLength + TableLength(file[FlagsPosition]); at < file.Length;)
        {
            switch (file[at])
            {
                case Trailer:
                    return _hasFrame ? PictureFault.None : PictureFault.CutOff;
                case Extension:
                    TakeExtension(file[at..]);
                    at = SkipBlocks(file, at + 2);
                    break;
                case Image when at + DescriptorLength < file.Length:
                    var dataStart = at + DescriptorLength + TableLength(file[at + DescriptorLength - 1]);
                    if (!_hasFrame && TakeFrame(file, at, dataStart, size) is not PictureFault.None and var fault)
                    {
                        return fault;
                    }

                    at = SkipBlocks(file, dataStart + 1);
                    break;
                case Image:
                    return PictureFault.CutOff;
                default:
                    return PictureFault.Damaged;
            }
        }

        return PictureFault.CutOff;
    }

    private void TakeExtension(ReadOnlySpan<byte> extension)
    {
        if (!_hasFrame && extension is [_, GraphicControl, 4, var flags, _, _, var index, ..])
        {
            Transparent = (flags & 1) != 0 ? index : null;
        }
    }

    private PictureFault TakeFrame(ReadOnlySpan<byte> file, int descriptor, int dataStart, PictureSize screen)
    {
        var place = file[(descriptor + 1)..];
        Left = BinaryPrimitives.ReadUInt16LittleEndian(place);
        Top = BinaryPrimitives.ReadUInt16LittleEndian(place[2..]);
        Width = BinaryPrimitives.ReadUInt16LittleEndian(place[4..]);
        Height = BinaryPrimitives.ReadUInt16LittleEndian(place[6..]);
        var flags = file[descriptor + DescriptorLength - 1];
        var (ownLength, sharedLength) = (TableLength(flags), TableLength(file[FlagsPosition]));
        if (Width < 1 || Height < 1 || Left + Width > screen.Width || Top + Height > screen.Height
            || ownLength + sharedLength == 0)
        {
            return PictureFault.Damaged;
        }

        if (dataStart >= file.Length)
        {
            return PictureFault.CutOff;
        }

        TakeColours(ownLength > 0
            ? file.Slice(descriptor + DescriptorLength, ownLength)
            : file.Slice(HeaderLength, sharedLength));
        (IsInterlaced, DataStart, _hasFrame) = ((flags & InterlacedFlag) != 0, dataStart, true);
        return PictureFault.None;
    }

    private void TakeColours(ReadOnlySpan<byte> table)
    {
        for (var i = 0; i < table.Length / 3; i++)
        {
            table.Slice(3 * i, 3).CopyTo(Colours.AsSpan(4 * i));
            Colours[(4 * i) + 3] = i == Transparent ? byte.MinValue : byte.MaxValue;
        }
    }

    /// <summary>Returns the length of the colour table that a byte of flags announces.</summary>
    private static int TableLength(byte flags) => (flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7));

    /// <summary>Skips length-prefixed sub-blocks up to the empty one, and returns the offset of the next block.</summary>
    private static int SkipBlocks(ReadOnlySpan<byte> file, int at)
    {
        while (at < file.Length && file[at] > 0)
        {
            at += 1 + file[at];
        }

        return at + 1;
    }
}
