using System.Globalization;

namespace Mnist.Classifier.Data.Generation;

/// <summary>Draws glyphs at random: every class equally often, every way to write it as often as people use it.</summary>
internal sealed class GlyphTable(IReadOnlyList<Glyph> glyphs)
{
    private const string DigitsFile = "Mnist.Classifier.Data.Generation.Digits.txt";

    private readonly Glyph[][] _byClass =
        [.. glyphs.GroupBy(glyph => glyph.Class).OrderBy(group => group.Key).Select(group => group.ToArray())];

    public static GlyphTable Digits { get; } = new(ReadDigits());

    public IReadOnlyList<Glyph> Glyphs => glyphs;

    /// <summary>Draws a class uniformly, then a way to write it by its weight.</summary>
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

        // Rounding may leave a remainder after the last weight.
        return ways[^1];
    }

    // The file describes its format.
    private static List<Glyph> ReadDigits()
    {
        using var reader = new StreamReader(typeof(GlyphTable).Assembly.GetManifestResourceStream(DigitsFile)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Split("\n\n")
            .Select(block => block.Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToArray())
            .Where(lines => lines.Length > 0)
            .Select(lines => ParseWay(lines[0].Split(' '), lines[1..]))
            .ToList();
    }

    private static Glyph ParseWay(string[] head, string[] poses) => Glyph.Parse(
        int.Parse(head[0], CultureInfo.InvariantCulture), float.Parse(head[1], CultureInfo.InvariantCulture), poses);
}
