namespace Mnist.Digits.Pictures;

/// <summary>
/// Validates picture files before they are decoded. The decoder of JPEG and BMP uses unsafe code: given an incomplete file, it
/// may leak memory, make up pixels, or expose uninitialized memory.
/// </summary>
internal static class PictureCheck
{
    /// <summary>Reads the size, or returns <see langword="null"/> if there is none.</summary>
    public static PictureSize? ReadSize(ReadOnlySpan<byte> file, PictureFormat format) => format switch
    {
        PictureFormat.Png => PngHeader.Read(file)?.Size,
        PictureFormat.Jpeg => JpegCheck.Read(file).Size,
        PictureFormat.Bmp => BmpCheck.ReadSize(file),
        PictureFormat.Gif => GifBlocks.ReadSize(file),
        PictureFormat.Netpbm => NetpbmDecoder.ReadSize(file),
        _ => null,
    };

    /// <summary>Validates the rest of a file whose size is acceptable.</summary>
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
    /// <summary>
    /// Gets the number of pixels, which is 0 if a side is less than 1, clamped to <see cref="long.MaxValue"/>.
    /// </summary>
    public long PixelCount => Width < 1 || Height < 1 ? 0 : Width > long.MaxValue / Height ? long.MaxValue : Width * Height;
}
