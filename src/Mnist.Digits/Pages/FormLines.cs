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
    private const float LeastSlimTooth = 3;

    private const int Shortest = 8;

    // Of the picture's longest side.
    private const float MostThick = 1 / 100f;
    private const int LeastMostThick = 14;
    private const float WidestCrossing = 0.12f;

    // Of teeth: how alike in length, and how upright.
    private const float MostUnlike = 0.2f;
    private const float MostUnlikeWidth = 0.35f;
    private const float MostLeaning = 0.06f;
    private const float MostThicker = 1.7f;

    private const int LeastCrossings = 4;

    // Of what is left of a line: how much thicker than lines, and how near to one, in pixels.
    private const float LeftoverThicker = 1.3f;
    private const int LeftoverReach = 3;

    // Of the darkest ink of a piece: what most of it has.
    private const float UsualShare = 0.9f;

    // What ends at a line ends so near its middle, in pixels beyond its width.
    private const float EndTolerance = 4;

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
        var upright = LineTracing.Trace(ink, threshold, mostThick, Shortest, widestCrossing);
        var level = LineTracing.Trace(ink.Transpose(), threshold, mostThick, Shortest, widestCrossing);

        var printedUpright = upright.Where(line => line.Slimness >= SlimmestStroke).ToHashSet();
        var printedLevel = level.Where(line => line.Slimness >= SlimmestStroke).ToHashSet();
        AddFrames(upright, level, printedUpright, printedLevel);
        for (var known = 0; known < printedUpright.Count + printedLevel.Count;)
        {
            known = printedUpright.Count + printedLevel.Count;
            AddCrossing(upright, printedUpright, printedLevel);
            AddCrossing(level, printedLevel, printedUpright);
            AddBetween(upright, printedUpright, printedLevel);
            AddBetween(level, printedLevel, printedUpright);
        }

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

    // Lines that end where others end, all around.
    private static void AddFrames(List<ThinLine> upright, List<ThinLine> level, HashSet<ThinLine> printedUpright, HashSet<ThinLine> printedLevel)
    {
        var sides = upright.Where(line => line.Slimness >= LeastSlimSide).ToList();
        var others = level.Where(line => line.Slimness >= LeastSlimSide).ToList();
        while (sides.RemoveAll(side => !EndsAtEnds(side, others)) + others.RemoveAll(other => !EndsAtEnds(other, sides)) > 0)
        {
        }

        printedUpright.UnionWith(sides);
        printedLevel.UnionWith(others);
    }

    private static bool EndsAtEnds(ThinLine line, List<ThinLine> across) =>
        across.Exists(other => MeetAtCorner(line.First, other)) && across.Exists(other => MeetAtCorner(line.Last, other));

    private static void AddBetween(List<ThinLine> lines, HashSet<ThinLine> printed, HashSet<ThinLine> across) =>
        printed.UnionWith(lines.Where(line => line.Slimness >= LeastSlimTooth
            && across.Any(other => IsAcross(line, other) && EndsAt(line.First, other))
            && across.Any(other => IsAcross(line, other) && EndsAt(line.Last, other))));

    // A pair of sides of two boxes may be one line.
    private static bool IsAcross(ThinLine line, ThinLine other) =>
        line.Thickness <= (MostThicker * other.Thickness * 2) + 1
        && MathF.Abs(line.Slope + other.Slope) <= MathF.Max(MostLeaning, EndTolerance / 2 / line.Length);

    // What crosses so many lines at right angles is one of a grid.
    private static void AddCrossing(List<ThinLine> lines, HashSet<ThinLine> printed, HashSet<ThinLine> across) =>
        printed.UnionWith(lines.Where(line => !printed.Contains(line)
            && across.Count(other => Crosses(line, other)) >= LeastCrossings));

    private static bool Crosses(ThinLine line, ThinLine other)
    {
        var row = other.At((int)line.First.Centre);
        return row >= line.First.Row - EndTolerance && row <= line.Last.Row + EndTolerance
            && line.At((int)row) >= other.First.Row - EndTolerance && line.At((int)row) <= other.Last.Row + EndTolerance
            && MathF.Abs(line.Slope + other.Slope) <= MostLeaning;
    }

    private static void AddTeeth(List<ThinLine> lines, HashSet<ThinLine> printed, HashSet<ThinLine> across)
    {
        foreach (var other in across)
        {
            var teeth = lines.Where(line => line.Slimness >= LeastSlimTooth
                && line.Thickness <= MostThicker * other.Thickness
                && MathF.Abs(line.Slope + other.Slope) <= MathF.Max(MostLeaning, EndTolerance / 2 / line.Length)
                && EndsAt(line.First, other) != EndsAt(line.Last, other)).ToList();
            printed.UnionWith(teeth.Where(tooth => teeth.Exists(
                another => another != tooth && MathF.Abs(another.Length - tooth.Length) <= MostUnlike * tooth.Length)));
        }
    }

    // What ends at a line and is as wide, as dark and as upright belongs to it.
    private static void AddAlike(List<ThinLine> lines, HashSet<ThinLine> printed, HashSet<ThinLine> across)
    {
        List<ThinLine> known = [.. printed];
        printed.UnionWith(lines.Where(line => !printed.Contains(line) && line.Slimness >= LeastSlimTooth
            && (across.Any(other => IsAlike(line, other, -other.Slope) && (EndsAt(line.First, other) || EndsAt(line.Last, other)))
                || known.Exists(other => IsAlike(line, other, other.Slope) && Extends(line, other)))));
    }

    private static bool IsAlike(ThinLine line, ThinLine other, float slope) =>
        MathF.Abs(line.Thickness - other.Thickness) <= (MostUnlikeWidth * other.Thickness) + 0.5f
        && MathF.Abs(line.Contrast - other.Contrast) <= MostUnlike * other.Contrast
        && MathF.Abs(line.Slope - slope) <= MathF.Max(MostLeaning, EndTolerance / 2 / line.Length);

    private static bool Extends(ThinLine line, ThinLine other) =>
        MathF.Abs(other.At(line.First.Row) - line.First.Centre) <= EndTolerance
        && MathF.Abs(other.At(line.Last.Row) - line.Last.Centre) <= EndTolerance;

    // Lines across are given transposed: their rows are columns.
    private static bool EndsAt(LineRun end, ThinLine across)
    {
        var reach = EndTolerance + across.Thickness;
        return end.Centre >= across.First.Row - reach
            && end.Centre <= across.Last.Row + reach
            && MathF.Abs(across.At((int)end.Centre) - end.Row) <= reach;
    }

    private static bool MeetAtCorner(LineRun end, ThinLine across)
    {
        var reach = EndTolerance + across.Thickness;
        return IsNear(across.First) || IsNear(across.Last);

        bool IsNear(LineRun corner) =>
            MathF.Abs(corner.Row - end.Centre) <= reach && MathF.Abs(corner.Centre - end.Row) <= reach;
    }
}
