namespace Mnist.Digits.Pictures;

/// <summary>The size that a picture file claims.</summary>
/// <param name="Width">How many columns.</param>
/// <param name="Height">How many rows.</param>
internal readonly record struct PictureSize(long Width, long Height)
{
    /// <summary>Gets the number of pixels: 0 where there can be none, and no more than a number holds.</summary>
    public long PixelCount => Width < 1 || Height < 1 ? 0 : Width > long.MaxValue / Height ? long.MaxValue : Width * Height;
}
