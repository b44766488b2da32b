using Mnist.Digits.Normalization;
using Mnist.Digits.SavedPipelines;

namespace Mnist.Classifier.Data.Generation;

/// <summary>Draws one image of 28x28 pixels, all zero before, with the tools of its thread.</summary>
/// <returns>Its label.</returns>
internal delegate byte DrawImage(ref DigitRandom random, DrawingTools tools, Span<byte> image);

/// <summary>The tools that one thread draws all its images with.</summary>
internal sealed class DrawingTools
{
    public PenPath Path { get; } = new();

    public InkCanvas Canvas { get; } = new();

    /// <summary>Gets the buffer of an image that is processed further.</summary>
    public byte[] Scratch { get; } = new byte[DigitNetwork.PixelCount];
}

/// <summary>
/// Generates images. Each depends only on its seed, stream and index, so any number of threads gives the same bytes.
/// </summary>
internal static class ImageGenerator
{
    private const int PixelsPerImage = DigitNetwork.PixelCount;
    private static readonly int MaxCount = Array.MaxLength / PixelsPerImage;

    /// <summary>Generates images. Those of different streams never share random numbers.</summary>
    public static LabeledImages Draw(int count, int seed, RandomStream stream, int maxThreads, DrawImage draw)
    {
        var pixels = new byte[count * PixelsPerImage];
        var labels = new byte[count];
        Parallel.For(
            0, count, new ParallelOptions { MaxDegreeOfParallelism = maxThreads }, () => new DrawingTools(),
            (index, _, tools) =>
            {
                var random = new DigitRandom(seed, stream, index);
                labels[index] = draw(ref random, tools, pixels.AsSpan(index * PixelsPerImage, PixelsPerImage));
                return tools;
            },
            _ => { });
        return new LabeledImages(pixels, labels, SizeNormalization.Side, SizeNormalization.Side, DigitNetwork.ClassCount);
    }

    public static void ThrowIfNotCount(int count, string parameterName)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, parameterName);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxCount, parameterName);
    }
}
