namespace Mnist.Digits.Pictures;

/// <summary>Decodes the first frame of GIF files to one index per pixel, which is converted to grey in place.</summary>
internal static class GifDecoder
{
    // A 12-bit code stands for at most 4,096 pixels. Without this limit, a small file could claim any amount of memory.
    private const int MostPixelsPerByte = 4096 * 8 / 12;

    /// <summary>The four passes of an interlaced frame: the first row and the distance between rows.</summary>
    private static readonly (int Top, int Down)[] Passes = [(0, 8), (4, 8), (2, 4), (1, 2)];

    /// <summary>Validates everything that can be validated before memory is allocated for pixels.</summary>
    public static PictureFault Check(ReadOnlySpan<byte> file, PictureSize size)
    {
        if (size.PixelCount > (long)file.Length * MostPixelsPerByte)
        {
            return PictureFault.Disproportionate;
        }

        var fault = GifBlocks.Read(file, size, out var blocks);
        var planes = blocks.IsInterlaced || !Fills(blocks, size) ? 2 : 1;
        return fault is not PictureFault.None ? fault : PictureCost.Check(planes * size.PixelCount, file.Length);
    }

    /// <summary>Decodes a file that passed <see cref="Check"/>, or returns what is wrong with its pixels.</summary>
    public static PictureFault Decode(ReadOnlySpan<byte> file, PictureSize size, out GreyPicture? picture)
    {
        picture = null;
        GifBlocks.Read(file, size, out var frame);
        var indices = new byte[frame.Width * frame.Height];
        if (GifRaster.Read(file[frame.DataStart..], indices) is not PictureFault.None and var fault)
        {
            return fault;
        }

        picture = new GreyPicture((int)size.Width, (int)size.Height, Luma.ToGrey(Arrange(frame, indices, size), frame.Colours));
        return PictureFault.None;
    }

    private static bool Fills(GifBlocks frame, PictureSize size) => (frame.Width, frame.Height) == (size.Width, size.Height);

    /// <summary>Deinterlaces the rows of a frame and places them on the logical screen.</summary>
    private static byte[] Arrange(GifBlocks frame, byte[] indices, PictureSize size)
    {
        if (!frame.IsInterlaced && Fills(frame, size))
        {
            return indices;
        }

        var screen = new byte[size.PixelCount];
        if (!Fills(frame, size))
        {
            screen.AsSpan().Fill(Around(frame, indices));
        }

        var source = 0;
        foreach (var (top, down) in frame.IsInterlaced ? Passes : [(0, 1)])
        {
            for (var row = top; row < frame.Height; row += down, source += frame.Width)
            {
                indices.AsSpan(source, frame.Width).CopyTo(
                    screen.AsSpan((int)((frame.Top + row) * size.Width) + frame.Left));
            }
        }

        return screen;
    }

    // Outside the frame is the background colour, if there is one, as in image decoders though not in browsers. Otherwise it is
    // transparent: an index that already is, or one that no pixel has.
    private static byte Around(GifBlocks frame, byte[] indices)
    {
        if (frame.Background > 0)
        {
            frame.Colours[(4 * frame.Background) + 3] = byte.MaxValue;
            return (byte)frame.Background;
        }

        var around = frame.Transparent ?? Enumerable.Range(0, byte.MaxValue + 1)
            .FirstOrDefault(index => frame.Colours[(4 * index) + 3] == 0 || !indices.AsSpan().Contains((byte)index));
        frame.Colours[(4 * around) + 3] = byte.MinValue;
        return (byte)around;
    }
}
