namespace Mnist.Digits.Pictures;

/// <summary>A kind of picture file, known by its first bytes.</summary>
internal enum PictureFormat
{
    Unknown,
    Png,
    Jpeg,
    Bmp,
    Gif,

    // Known only to be refused by name.
    WebP,
    Tiff,
    Heif,
}
