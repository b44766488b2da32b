namespace Mnist.Classifier.Data.Generation;

/// <summary>
/// Draws digits that look handwritten. An image depends on its seed, stream and index alone, so any number of threads
/// draws the same bytes.
/// </summary>
internal static class DigitGenerator
{
    private const int ClassCount = 10;
    private const int PixelsPerImage = InkCanvas.ImageSide * InkCanvas.ImageSide;
    private static readonly int MaxCount = Array.MaxLength / PixelsPerImage;

    /// <param name="count">How many, from 1 to as many as fit one array of pixels.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="stream">Training and test images never share random numbers.</param>
    /// <param name="maxThreads">How many threads may draw at once; -1 for as many as there are.</param>
    public static LabeledImages Generate(int count, int seed, MnistSplit stream, int maxThreads = -1)
    {
        ThrowIfNotCount(count, nameof(count));
        var pixels = new byte[count * PixelsPerImage];
        var labels = new byte[count];
        Parallel.For(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = maxThreads },
            () => (Path: new PenPath(), Canvas: new InkCanvas()),
            (index, _, tools) =>
            {
                var random = new DigitRandom(seed, stream, index);
                var glyph = GlyphTable.Digits.Draw(ref random);
                labels[index] = (byte)glyph.Class;
                Handwriting.Write(glyph, ref random, tools.Path);
                tools.Canvas.Draw(tools.Path, ref random, pixels.AsSpan(index * PixelsPerImage, PixelsPerImage));
                return tools;
            },
            _ => { });
        return new LabeledImages(pixels, labels, InkCanvas.ImageSide, InkCanvas.ImageSide, ClassCount);
    }

    /// <exception cref="ArgumentOutOfRangeException">So many cannot be drawn.</exception>
    public static void ThrowIfNotCount(int count, string parameterName)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, parameterName);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxCount, parameterName);
    }
}
