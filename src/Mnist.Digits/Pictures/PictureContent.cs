namespace Mnist.Digits.Pictures;

/// <summary>
/// Reads what a picture file says of itself, before it is decoded. The decoder works with bare pointers: what it is given
/// must be whole, or it leaks memory, makes up pixels, or shows what was in memory before.
/// </summary>
internal static class PictureContent
{
    /// <summary>Reads the size, or returns null where there is none.</summary>
    public static PictureSize? ReadSize(ReadOnlySpan<byte> file, PictureFormat format) => format switch
    {
        PictureFormat.Png => PngContent.ReadSize(file),
        PictureFormat.Jpeg => JpegContent.Read(file).Size,
        PictureFormat.Bmp => BmpContent.ReadSize(file),
        PictureFormat.Gif => GifContent.ReadSize(file),
        PictureFormat.Netpbm => NetpbmContent.ReadSize(file),
        _ => null,
    };

    /// <summary>Checks the rest of the file against a size that can be read.</summary>
    public static PictureFault Check(byte[] file, PictureFormat format, PictureSize size) => format switch
    {
        PictureFormat.Png => PngContent.Check(file, size),
        PictureFormat.Jpeg => JpegContent.Read(file).Check(file.Length),
        PictureFormat.Bmp => BmpContent.Check(file, size),
        PictureFormat.Gif => GifContent.Check(file, size),
        PictureFormat.Netpbm => NetpbmContent.Check(file, size),
        _ => PictureFault.Damaged,
    };
}

/// <summary>The size that a picture file claims.</summary>
/// <param name="Width">How many columns.</param>
/// <param name="Height">How many rows.</param>
internal readonly record struct PictureSize(long Width, long Height)
{
    /// <summary>Gets the number of pixels: 0 where there can be none, and no more than a number holds.</summary>
    public long PixelCount => Width < 1 || Height < 1 ? 0 : Width > long.MaxValue / Height ? long.MaxValue : Width * Height;
}
