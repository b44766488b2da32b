namespace Mnist.Classifier.Data.Generation;

/// <summary>Generates images that are not digits, most of them drawn with a pen.</summary>
internal static class NonDigitGenerator
{
    // Mostly pen strokes: these are what is mistaken for a digit.
    private const float DoodleShare = 0.48f;
    private const float ScrapShare = 0.12f;
    private const float PatchworkShare = 0.12f;
    private const float BlobShare = 0.1f;
    private const float PatternShare = 0.08f;

    /// <inheritdoc cref="ImageGenerator.Draw"/>
    public static LabeledImages Generate(int count, int seed, int maxThreads = -1) =>
        ImageGenerator.Draw(count, seed, RandomStream.NonDigits, maxThreads, Draw);

    private static byte Draw(ref DigitRandom random, DrawingTools tools, Span<byte> image)
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

        return LabeledImages.MissingLabel;
    }

    // In the form of digits, or smaller, larger and off the middle.
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
