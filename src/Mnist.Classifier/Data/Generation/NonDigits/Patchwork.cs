using Mnist.Digits.Normalization;

namespace Mnist.Classifier.Data.Generation;

/// <summary>
/// Combines halves or quarters of several digits, each in another place than it was: in the same places they would too often
/// form a digit again.
/// </summary>
internal static class Patchwork
{
    private const int Side = SizeNormalization.Side;
    private const int Half = Side / 2;
    private const float HalvesShare = 0.35f;

    public static void Draw(ref DigitRandom random, DrawingTools tools, Span<byte> image)
    {
        if (random.NextUnit() < HalvesShare)
        {
            // The right half of one digit on the left, and the left half of another on the right.
            Copy(ref random, tools, Half, 0, image, 0, 0, Half, Side);
            Copy(ref random, tools, 0, 0, image, Half, 0, Half, Side);
            return;
        }

        var turn = 1 + random.NextIndex(3);
        for (var quarter = 0; quarter < 4; quarter++)
        {
            var from = quarter ^ turn; // a different quarter for each
            var (fromColumn, fromRow) = (from % 2 * Half, from / 2 * Half);
            Copy(ref random, tools, fromColumn, fromRow, image, quarter % 2 * Half, quarter / 2 * Half, Half, Half);
        }
    }

    private static void Copy(
        ref DigitRandom random, DrawingTools tools, int fromColumn, int fromRow,
        Span<byte> image, int column, int row, int width, int height)
    {
        tools.Scratch.AsSpan().Clear();
        Handwriting.Write(GlyphTable.Digits.Draw(ref random), ref random, tools.Path);
        tools.Canvas.Draw(tools.Path, ref random, tools.Scratch);
        for (var y = 0; y < height; y++)
        {
            tools.Scratch.AsSpan(((fromRow + y) * Side) + fromColumn, width).CopyTo(image[(((row + y) * Side) + column)..]);
        }
    }
}
