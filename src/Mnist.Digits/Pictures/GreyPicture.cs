namespace Mnist.Digits.Pictures;

/// <summary>A greyscale picture. The pixels are not copied, and must not be modified.</summary>
/// <param name="width">The number of columns, at least 1.</param>
/// <param name="height">The number of rows, at least 1.</param>
/// <param name="pixels">The pixels, row by row from the top left, from 0 for black to 255 for white.</param>
internal sealed class GreyPicture(int width, int height, ReadOnlyMemory<byte> pixels)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public ReadOnlySpan<byte> Pixels => pixels.Span;

    public ReadOnlyMemory<byte> Memory => pixels;
}

/// <summary>A view of a greyscale picture, such as a caller's own pixels.</summary>
/// <param name="width">The number of columns, at least 1.</param>
/// <param name="height">The number of rows, at least 1.</param>
/// <param name="pixels">The pixels, row by row from the top left, from 0 for black to 255 for white.</param>
internal readonly ref struct GreyView(int width, int height, ReadOnlySpan<byte> pixels)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public ReadOnlySpan<byte> Pixels { get; } = pixels;

    public int LongestSide => Math.Max(Width, Height);

    public static implicit operator GreyView(GreyPicture picture) => new(picture.Width, picture.Height, picture.Pixels);

    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="height"/> or <paramref name="width"/> is less than 1.
    /// </exception>
    /// <exception cref="ArgumentException">The number of pixels is another.</exception>
    public static GreyView Of(ReadOnlySpan<byte> grey, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        return grey.Length == (long)width * height
            ? new GreyView(width, height, grey)
            : throw new ArgumentException(
                $"A picture of {height}x{width} has {(long)width * height} pixels, but there are {grey.Length}.", nameof(grey));
    }
}
