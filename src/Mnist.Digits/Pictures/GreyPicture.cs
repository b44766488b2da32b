namespace Mnist.Digits.Pictures;

/// <summary>A picture of any size in shades of grey. Immutable by convention: nobody writes to the pixels.</summary>
/// <param name="width">How many columns, at least 1.</param>
/// <param name="height">How many rows, at least 1.</param>
/// <param name="pixels">Row by row from the top left, 0 for black to 255 for white; used, not copied.</param>
internal sealed class GreyPicture(int width, int height, ReadOnlyMemory<byte> pixels)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public ReadOnlySpan<byte> Pixels => pixels.Span;
}
