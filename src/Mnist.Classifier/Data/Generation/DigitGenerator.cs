namespace Mnist.Classifier.Data.Generation;

/// <summary>Draws digits that look handwritten.</summary>
internal static class DigitGenerator
{
    /// <inheritdoc cref="ImageGenerator.Draw"/>
    public static LabeledImages Generate(int count, int seed, RandomStream stream, int maxThreads = -1) =>
        ImageGenerator.Draw(count, seed, stream, maxThreads, Draw);

    private static byte Draw(ref DigitRandom random, DrawingTools tools, Span<byte> image)
    {
        var glyph = GlyphTable.Digits.Draw(ref random);
        Handwriting.Write(glyph, ref random, tools.Path);
        tools.Canvas.Draw(tools.Path, ref random, image);
        return (byte)glyph.Class;
    }
}
