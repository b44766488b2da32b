namespace Mnist.Digits.Pictures;

/// <summary>
/// Reads what a picture file says of itself, before it is decoded. The decoder of JPEG and BMP works with bare pointers: what it
/// is given must be whole, or it leaks memory, makes up pixels, or shows what was in memory before.
/// </summary>
internal static class PictureCheck
{
    /// <summary>Reads the size, or returns null where there is none.</summary>
    public static PictureSize? ReadSize(ReadOnlySpan<byte> file, PictureFormat format) => format switch
    {
        PictureFormat.Png => PngHeader.Read(file)?.Size,
        PictureFormat.Jpeg => JpegCheck.Read(file).Size,
        PictureFormat.Bmp => BmpCheck.ReadSize(file),
        PictureFormat.Gif => GifBlocks.ReadSize(file),
        PictureFormat.Netpbm => NetpbmDecoder.ReadSize(file),
        _ => null,
    };

    /// <summary>Checks the rest of the file against a size that can be read.</summary>
    public static PictureFault Check(byte[] file, PictureFormat format, PictureSize size) => format switch
    {
        PictureFormat.Png => PngDecoder.Check(file),
        PictureFormat.Jpeg => JpegCheck.Read(file).Check(file.Length),
        PictureFormat.Bmp => BmpCheck.Check(file, size),
        PictureFormat.Gif => GifDecoder.Check(file, size),
        PictureFormat.Netpbm => NetpbmDecoder.Check(file, size),
        _ => PictureFault.Damaged,
    };
}

/// <summary>The size that a picture file claims.</summary>
internal readonly record struct PictureSize(long Width, long Height)
{
    /// <summary>Gets the number of pixels: 0 where there can be none, and no more than a number holds.</summary>
    public long PixelCount => Width < 1 || Height < 1 ? 0 : Width > long.MaxValue / Height ? long.MaxValue : Width * Height;
}
