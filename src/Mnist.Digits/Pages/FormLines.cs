using System.Numerics.Tensors;
using Mnist.Digits.Normalization;

namespace Mnist.Digits.Pages;

/// <summary>Tells the lines that are printed, of ruled and squared paper, boxes and combs, from the strokes of digits, and takes them out.</summary>
internal sealed class FormLines
{
    // Longer, in units of their width, than any stroke of a digit.
    private const float SlimmestStroke = 45;

    // The sides of a box, and the teeth of a comb, in the same unit.
    private const float LeastSlimSide = 10;

    private const int Shortest = 8;

    // Of the picture's longest side.
    private const float MostThick = 1 / 100f;
    private const int LeastMostThick = 14;
    private const float WidestCrossing = 0.12f;

    // Of teeth: how alike in length, and how upright.
    private const float MostUnlike = 0.2f;
    private const float MostUnlikeWidth = 0.35f;
    private const float MostThicker = 1.7f;

    // In each direction; a page of squared paper has a few hundred.
    private const int MostLines = 3000;

    // Of what is left of a line: how much thicker than lines, and how near to one, in pixels.
    private const float LeftoverThicker = 1.3f;
    private const int LeftoverReach = 3;

    // Of the darkest ink of a piece: what most of it has.
    private const float UsualShare = 0.9f;

    private readonly List<ThinLine> _lines;
    private readonly float _uprightSlope;
    private readonly float _thickness;
    private readonly float _darkest;

    private FormLines(Plane before, Plane ink, HashSet<ThinLine> upright, HashSet<ThinLine> level)
    {
        Before = before;
        Ink = ink;
        _lines = [.. upright, .. level];
        if (_lines.Count > 0)
        {
            _uprightSlope = Median([.. upright.Select(line => line.Slope), .. level.Select(line => -line.Slope)]);
            _thickness = Median([.. _lines.Select(line => line.Thickness)]);
            _darkest = Median([.. _lines.Select(LineErasing.Limit)]);
        }
    }

    public bool HasLines => _lines.Count > 0;

    /// <summary>Gets the ink with printed lines.</summary>
    public Plane Before { get; }

    /// <summary>Gets the ink without them.</summary>
    public Plane Ink { get; }

    /// <summary>Tells whether a piece of ink is what was left of a line: beside one, as thin, and as upright or as level as they are.</summary>
    public bool IsLeftover(ConnectedComponent component)
    {
        if (_lines.Count == 0 || component.Thickness > (LeftoverThicker * _thickness) + 1.5f)
        {
            return false;
        }

        var box = component.Box;
        var (longest, shortest) = (box.LongestSide, Math.Min(box.Width, box.Height));
        return shortest <= (MathF.Abs(_uprightSlope) * longest) + (2 * _thickness) + 3 && IsBesideLine(box) && !IsDarker(box);
    }

    /// <summary>Removes printed lines.</summary>
    /// <param name="ink">The contrast of ink; not changed.</param>
    /// <param name="threshold">What ink is above.</param>
    public static FormLines Remove(Plane ink, float threshold)
    {
        var mostThick = Math.Max(LeastMostThick, (int)(MostThick * ink.LongestSide));
        var widestCrossing = Math.Max(Shortest, (int)(WidestCrossing * ink.LongestSide));
        var upright = Longest(LineTracing.Trace(ink, threshold, mostThick, Shortest, widestCrossing));
        var level = Longest(LineTracing.Trace(ink.Transpose(), threshold, mostThick, Shortest, widestCrossing));

        var printedUpright = upright.Where(line => line.Slimness >= SlimmestStroke).ToHashSet();
        var printedLevel = level.Where(line => line.Slimness >= SlimmestStroke).ToHashSet();
        foreach (var side in Frames.Find([.. upright.Where(IsSlimSide)], [.. level.Where(IsSlimSide)]))
        {
            (side.IsUpright ? printedUpright : printedLevel).Add(side.Line);
        }

        CrossingLines.Add(upright, level, printedUpright, printedLevel);
        AddTeeth(upright, printedUpright, printedLevel);
        AddTeeth(level, printedLevel, printedUpright);
        AddAlike(upright, printedUpright, printedLevel);
        AddAlike(level, printedLevel, printedUpright);
        if (printedUpright.Count + printedLevel.Count == 0)
        {
            return new FormLines(ink, ink, [], []);
        }

        return new FormLines(ink, LineErasing.Erase(ink, threshold, printedUpright, printedLevel), printedUpright, printedLevel);
    }

    private static float Median(float[] values) => QuickSelect.Select(values, values.Length / 2);

    private bool IsDarker(Box box)
    {
        var darkest = 0f;
        for (var row = box.Top; row <= box.Bottom; row++)
        {
            darkest = MathF.Max(darkest, TensorPrimitives.Max<float>(Ink.Row(row).Slice(box.Left, box.Width)));
        }

        return UsualShare * darkest > _darkest;
    }

    private bool IsBesideLine(Box box)
    {
        const int reach = LeftoverReach;
        for (var row = Math.Max(box.Top - reach, 0); row <= Math.Min(box.Bottom + reach, Ink.Height - 1); row++)
        {
            var before = Before.Row(row);
            var after = Ink.Row(row);
            for (var column = Math.Max(box.Left - reach, 0); column <= Math.Min(box.Right + reach, Ink.Width - 1); column++)
            {
                if (before[column] != after[column])
                {
                    return true;
                }
            }
        }

        return false;
    }

    // All pairs are compared.
    private static List<ThinLine> Longest(List<ThinLine> lines) =>
        lines.Count <= MostLines ? lines : [.. lines.OrderByDescending(line => line.Length).Take(MostLines)];

    private static bool IsSlimSide(ThinLine line) => line.Slimness >= LeastSlimSide;

    private static void AddTeeth(List<ThinLine> lines, HashSet<ThinLine> printed, HashSet<ThinLine> across)
    {
        foreach (var other in across)
        {
            var teeth = lines.Where(line => line.Slimness >= ThinLine.LeastSlimTooth
                && line.Thickness <= MostThicker * other.Thickness
                && MathF.Abs(line.Slope + other.Slope) <= MathF.Max(ThinLine.MostLeaning, ThinLine.EndTolerance / 2 / line.Length)
                && other.IsReachedBy(line.First) != other.IsReachedBy(line.Last)).ToList();
            printed.UnionWith(teeth.Where(tooth => teeth.Exists(
                another => another != tooth && MathF.Abs(another.Length - tooth.Length) <= MostUnlike * tooth.Length)));
        }
    }

    // What ends at a line and is as wide, as dark and as upright belongs to it.
    private static void AddAlike(List<ThinLine> lines, HashSet<ThinLine> printed, HashSet<ThinLine> across)
    {
        List<ThinLine> known = [.. printed];
        printed.UnionWith(lines.Where(line => !printed.Contains(line) && line.Slimness >= ThinLine.LeastSlimTooth
            && (across.Any(other => IsAlike(line, other, -other.Slope) && (other.IsReachedBy(line.First) || other.IsReachedBy(line.Last)))
                || known.Exists(other => IsAlike(line, other, other.Slope) && Extends(line, other)))));
    }

    private static bool IsAlike(ThinLine line, ThinLine other, float slope) =>
        MathF.Abs(line.Thickness - other.Thickness) <= (MostUnlikeWidth * other.Thickness) + 0.5f
        && MathF.Abs(line.Contrast - other.Contrast) <= MostUnlike * other.Contrast
        && MathF.Abs(line.Slope - slope) <= MathF.Max(ThinLine.MostLeaning, ThinLine.EndTolerance / 2 / line.Length);

    private static bool Extends(ThinLine line, ThinLine other) =>
        MathF.Abs(other.At(line.First.Row) - line.First.Centre) <= ThinLine.EndTolerance
        && MathF.Abs(other.At(line.Last.Row) - line.Last.Centre) <= ThinLine.EndTolerance;
}
