namespace Mnist.Classifier.Data.Generation;

/// <summary>The ten digits as people write them, drawn by hand for this library.</summary>
internal static class GlyphTable
{
    private static readonly Glyph[][] ByDigit = Group(
    [
        // Round, and tall with the ends crossing at the top.
        Glyph.Parse(0, 3, "52,2 26,10 8,42 12,78 38,98 68,90 88,55 80,16 50,2"),
        Glyph.Parse(0, 2, "64,10 44,3 22,20 14,55 24,88 48,98 70,78 76,40 66,12 48,0"),

        // A single stroke, with a flag, with a flag and a foot.
        Glyph.Parse(1, 7, "50,0 50,35 50,70 50,100"),
        Glyph.Parse(1, 2, "28,20 42,12 54,0! 53,50 52,100"),
        Glyph.Parse(1, 1, "28,22 42,12 53,0! 53,50 52,97", "22,98 52,97 82,98"),

        // With a loop at the foot, with a corner, with a swinging foot.
        Glyph.Parse(2, 4, "14,22 32,5 58,2 76,18 70,46 46,76 24,95 10,88 22,74 46,83 68,96 94,90"),
        Glyph.Parse(2, 3, "12,22 34,2 66,4 80,26 64,56 34,82 8,98! 50,95 94,96"),
        Glyph.Parse(2, 2, "14,16 40,2 70,10 74,34 52,66 14,97! 40,86 66,92 92,100"),

        // Round, and with a flat top.
        Glyph.Parse(3, 5, "14,12 40,0 70,7 75,26 60,42 36,47! 64,52 84,68 80,88 50,100 12,90"),
        Glyph.Parse(3, 1, "12,4! 46,4 80,3! 62,22 42,40! 72,48 85,70 68,93 38,100 10,90"),

        // Open at the top: round, angular. Closed.
        Glyph.Parse(4, 4, "20,4 14,26 14,46 34,54 60,50 82,44", "80,0 76,40 72,70 68,100"),
        Glyph.Parse(4, 3, "26,0 18,26 10,52! 50,52 92,48", "74,8 72,40 68,70 66,100"),
        Glyph.Parse(4, 2, "68,0! 38,32 6,64! 50,63 96,60", "68,0 67,50 65,100"),

        // With the hat drawn last, and in one stroke.
        Glyph.Parse(5, 3, "28,4 24,24 20,44! 48,36 76,48 80,76 54,98 10,92", "28,4 56,3 88,0"),
        Glyph.Parse(5, 2, "84,2 56,4 32,6! 26,24 22,42! 52,38 76,54 72,82 44,98 8,90"),

        // With a curved back, and with a straight one.
        Glyph.Parse(6, 3, "68,2 42,18 20,46 14,76 34,98 64,94 78,74 62,56 36,62 18,82"),
        Glyph.Parse(6, 2, "56,0 36,30 20,62 24,90 50,99 72,84 66,64 44,62 24,80"),

        // Plain, with a bar, with a serif.
        Glyph.Parse(7, 5, "8,10 46,7 88,4! 68,38 50,68 40,100"),
        Glyph.Parse(7, 2, "8,8 46,7 88,3! 64,42 46,74 38,100", "28,52 54,50 80,47"),
        Glyph.Parse(7, 1, "8,28 10,8! 48,7 88,4! 70,36 54,68 46,100"),

        // In one stroke, from the top right, and two rings.
        Glyph.Parse(8, 4, "78,14 52,2 26,13 28,34 54,50 78,70 70,93 44,100 20,88 26,66 54,48 76,28 76,10"),
        Glyph.Parse(8, 1, "52,46 28,34 30,10 54,1 74,14 72,36 50,47", "50,46 24,62 22,88 50,100 76,88 74,62 50,46"),

        // With a straight tail, with a hooked one.
        Glyph.Parse(9, 4, "78,20 56,3 26,10 16,34 34,50 62,42 78,18! 75,56 70,100"),
        Glyph.Parse(9, 2, "76,16 50,2 22,16 20,40 44,50 70,36 77,14! 80,50 68,86 42,100 20,92"),
    ]);

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

    private static Glyph[][] Group(Glyph[] glyphs) =>
        [.. glyphs.GroupBy(glyph => glyph.Digit).OrderBy(group => group.Key).Select(group => group.ToArray())];
}
