namespace Mnist.Classifier.Data.Generation;

/// <summary>
/// Draws images that are not digits, most of them as a pen would. An image depends on its seed and index alone, so any number
/// of threads draws the same bytes.
/// </summary>
internal static class NonDigitGenerator
{
    private const int ClassCount = 10;
    private const int PixelsPerImage = InkCanvas.ImageSide * InkCanvas.ImageSide;

    // What a hand could have left is what is mistaken for a digit.
    private const float DoodleShare = 0.48f;
    private const float ScrapShare = 0.12f;
    private const float PatchworkShare = 0.12f;
    private const float BlobShare = 0.1f;
    private const float PatternShare = 0.08f;

    /// <param name="count">How many, from 1 to as many as fit one array of pixels.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="maxThreads">How many threads may draw at once; -1 for as many as there are.</param>
    public static LabeledImages Generate(int count, int seed, int maxThreads = -1)
    {
        var pixels = new byte[count * PixelsPerImage];
        var labels = new byte[count];
        Array.Fill(labels, LabeledImages.MissingLabel);
        Parallel.For(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = maxThreads },
            () => new DrawingTools(),
            (index, _, tools) =>
            {
                var random = new DigitRandom(seed, DigitRandom.NonDigitStream, index);
                Draw(ref random, tools, pixels.AsSpan(index * PixelsPerImage, PixelsPerImage));
                return tools;
            },
            _ => { });
        return new LabeledImages(pixels, labels, InkCanvas.ImageSide, InkCanvas.ImageSide, ClassCount);
    }

    private static void Draw(ref DigitRandom random, DrawingTools tools, Span<byte> image)
    {
        var place = random.NextUnit();
        if ((place -= DoodleShare) < 0)
        {
            Doodle.Draw(ref random, tools.Path);
            Write(ref random, tools, image);
        }
        else if ((place -= ScrapShare) < 0)
        {
            DigitScraps.Draw(ref random, tools.Path);
            Write(ref random, tools, image);
        }
        else if ((place -= PatchworkShare) < 0)
        {
            Patchwork.Draw(ref random, tools, image);
        }
        else if ((place -= BlobShare) < 0)
        {
            Blobs.Draw(ref random, image);
        }
        else if (place < PatternShare)
        {
            Patterns.Draw(ref random, image);
        }
        else
        {
            PixelNoise.Draw(ref random, image);
        }
    }

    // As digits are, or smaller, larger and off the middle.
    private static void Write(ref DigitRandom random, DrawingTools tools, Span<byte> image)
    {
        if (random.NextUnit() < 0.75f)
        {
            tools.Canvas.Draw(tools.Path, ref random, image);
        }
        else
        {
            tools.Scratch.AsSpan().Clear();
            tools.Canvas.Draw(tools.Path, ref random, tools.Scratch);
            Placement.Move(tools.Scratch, ref random, image);
        }
    }
}
