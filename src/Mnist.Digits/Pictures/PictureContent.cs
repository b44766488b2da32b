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
        _ => null,
    };

    /// <summary>Checks the rest of the file against a size that can be read.</summary>
    public static PictureFault Check(byte[] file, PictureFormat format, PictureSize size) => format switch
    {
        PictureFormat.Png => PngContent.Check(file, size),
        PictureFormat.Jpeg => JpegContent.Read(file).Check(file.Length),
        PictureFormat.Bmp => BmpContent.Check(file, size),
        PictureFormat.Gif => GifContent.Check(file, size),
        _ => PictureFault.Damaged,
    };
}
