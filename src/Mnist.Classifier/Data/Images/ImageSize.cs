namespace Mnist.Classifier.Data.Images;

/// <summary>The size of an image in pixels.</summary>
internal readonly record struct ImageSize(int Height, int Width)
{
    public int PixelCount => Height * Width;

    public override string ToString() => $"{Height}x{Width}";

    /// <summary>Copies an image with its rows and columns exchanged.</summary>
    public void Transpose(ReadOnlySpan<byte> pixels, Span<byte> destination)
    {
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                destination[(x * Height) + y] = pixels[(y * Width) + x];
            }
        }
    }
}
