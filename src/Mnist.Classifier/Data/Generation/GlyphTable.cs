namespace Mnist.Classifier.Data.Generation;

/// <summary>Chooses what to write: each class as often, each way to write it as often as people do.</summary>
/// <param name="glyphs">The ways to write all classes.</param>
internal sealed class GlyphTable(IReadOnlyList<Glyph> glyphs)
{
    private readonly Glyph[][] _byClass =
        [.. glyphs.GroupBy(glyph => glyph.Class).OrderBy(group => group.Key).Select(group => group.ToArray())];

    /// <summary>Gets the ten digits.</summary>
    public static GlyphTable Digits { get; } = new(HandDrawnGlyphs.All);

    /// <summary>Draws a class evenly from all, then one way to write it by its weight.</summary>
    public Glyph Draw(ref DigitRandom random)
    {
        var ways = _byClass[random.NextIndex(_byClass.Length)];
        var left = random.NextUnit() * ways.Sum(glyph => glyph.Weight);
        foreach (var glyph in ways)
        {
            left -= glyph.Weight;
            if (left < 0)
            {
                return glyph;
            }
        }

        // Rounding may leave a crumb after the last weight.
        return ways[^1];
    }
}
