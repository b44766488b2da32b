namespace Mnist.Classifier.Data.Generation;

/// <summary>Chooses what to write: each digit as often, each way to write it as often as people do.</summary>
internal static class GlyphTable
{
    private static readonly Glyph[][] ByDigit = Group(HandDrawnGlyphs.All);

    /// <summary>Draws a digit evenly from the ten, then one way to write it by its weight.</summary>
    public static Glyph Draw(ref DigitRandom random)
    {
        var glyphs = ByDigit[random.NextIndex(ByDigit.Length)];
        var left = random.NextUnit() * glyphs.Sum(glyph => glyph.Weight);
        foreach (var glyph in glyphs)
        {
            left -= glyph.Weight;
            if (left < 0)
            {
                return glyph;
            }
        }

        // Rounding may leave a crumb after the last weight.
        return glyphs[^1];
    }

    private static Glyph[][] Group(IReadOnlyList<Glyph> glyphs) =>
        [.. glyphs.GroupBy(glyph => glyph.Digit).OrderBy(group => group.Key).Select(group => group.ToArray())];
}
