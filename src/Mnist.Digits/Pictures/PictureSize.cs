namespace Mnist.Digits.Pictures;

/// <summary>The size that a picture file claims.</summary>
/// <param name="Width">How many columns.</param>
/// <param name="Height">How many rows.</param>
internal readonly record struct PictureSize(long Width, long Height)
{
    public long PixelCount => Width * Height;
}
