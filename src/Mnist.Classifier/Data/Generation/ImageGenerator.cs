namespace Mnist.Classifier.Data.Generation;

/// <summary>Draws one image with what its thread has to draw with, 28x28, all zero before.</summary>
/// <returns>Its label.</returns>
internal delegate byte DrawImage(ref DigitRandom random, DrawingTools tools, Span<byte> image);

/// <summary>What one thread draws with, image after image.</summary>
internal sealed class DrawingTools
{
    public PenPath Path { get; } = new();

    public InkCanvas Canvas { get; } = new();

    /// <summary>Gets the room for an image that is not shown as it is.</summary>
    public byte[] Scratch { get; } = new byte[InkCanvas.ImageSide * InkCanvas.ImageSide];
}

/// <summary>
/// Draws many images. Each depends on its seed, stream and index alone, so any number of threads draws the same bytes.
/// </summary>
internal static class ImageGenerator
{
    private const int ClassCount = 10;
    private const int PixelsPerImage = InkCanvas.ImageSide * InkCanvas.ImageSide;
    private static readonly int MaxCount = Array.MaxLength / PixelsPerImage;

    /// <summary>Draws images by any seed. Those of different streams never share random numbers.</summary>
    public static LabeledImages Draw(int count, int seed, RandomStream stream, int maxThreads, DrawImage draw)
    {
        var pixels = new byte[count * PixelsPerImage];
        var labels = new byte[count];
        Parallel.For(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = maxThreads },
            () => new DrawingTools(),
            (index, _, tools) =>
            {
                var random = new DigitRandom(seed, stream, index);
                labels[index] = draw(ref random, tools, pixels.AsSpan(index * PixelsPerImage, PixelsPerImage));
                return tools;
            },
            _ => { });
        return new LabeledImages(pixels, labels, InkCanvas.ImageSide, InkCanvas.ImageSide, ClassCount);
    }

    public static void ThrowIfNotCount(int count, string parameterName)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, parameterName);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxCount, parameterName);
    }
}
