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

    public ReadOnlyMemory<byte> Memory => pixels;
}

/// <summary>A picture that is looked at and not kept, such as a caller's own pixels.</summary>
/// <param name="width">How many columns, at least 1.</param>
/// <param name="height">How many rows, at least 1.</param>
/// <param name="pixels">Row by row from the top left, 0 for black to 255 for white.</param>
internal readonly ref struct GreyView(int width, int height, ReadOnlySpan<byte> pixels)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public ReadOnlySpan<byte> Pixels { get; } = pixels;

    public int LongestSide => Math.Max(Width, Height);

    public static implicit operator GreyView(GreyPicture picture) => new(picture.Width, picture.Height, picture.Pixels);

    /// <summary>Looks at pixels of a caller.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="height"/> or <paramref name="width"/> is below 1.</exception>
    /// <exception cref="ArgumentException">There are more or fewer pixels than that.</exception>
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
