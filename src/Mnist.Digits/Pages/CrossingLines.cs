namespace Mnist.Digits.Pages;

/// <summary>Adds the lines that printed ones show to be printed: those between two of them, or across several.</summary>
internal sealed class CrossingLines
{
    // What crosses so many lines at right angles is one of a grid.
    private const int LeastCrossings = 4;

    // Two boxes may share a side.
    private const float MostThicker = 3.4f;

    private readonly List<ThinLine> _lines;
    private readonly HashSet<ThinLine> _printed;
    private readonly Evidence[] _evidence;

    private CrossingLines(List<ThinLine> lines, HashSet<ThinLine> printed) =>
        (_lines, _printed, _evidence) = (lines, printed, new Evidence[lines.Count]);

    /// <summary>Adds them to the printed ones, until there are no more. Each pair of lines is compared once.</summary>
    public static void Add(List<ThinLine> upright, List<ThinLine> level, HashSet<ThinLine> printedUpright, HashSet<ThinLine> printedLevel)
    {
        var (uprightLines, levelLines) = (new CrossingLines(upright, printedUpright), new CrossingLines(level, printedLevel));
        List<ThinLine> newUpright = [.. printedUpright];
        List<ThinLine> newLevel = [.. printedLevel];
        while (newUpright.Count + newLevel.Count > 0)
        {
            (newUpright, newLevel) = (uprightLines.AddBeside(newLevel), levelLines.AddBeside(newUpright));
        }
    }

    // Gives what is added because of newly printed lines across.
    private List<ThinLine> AddBeside(List<ThinLine> across)
    {
        var added = new List<ThinLine>();
        for (var i = 0; across.Count > 0 && i < _lines.Count; i++)
        {
            var line = _lines[i];
            if (!_printed.Contains(line) && _evidence[i].IsPrintedWith(line, across))
            {
                _printed.Add(line);
                added.Add(line);
            }
        }

        return added;
    }

    private struct Evidence
    {
        private int _crossings;
        private bool _isFirstAtLine;
        private bool _isLastAtLine;

        public bool IsPrintedWith(ThinLine line, List<ThinLine> across)
        {
            var isTooth = line.Slimness >= ThinLine.LeastSlimTooth;
            foreach (var other in across)
            {
                _crossings += Crosses(line, other) ? 1 : 0;
                if (isTooth && IsAcross(line, other))
                {
                    _isFirstAtLine |= other.IsReachedBy(line.First);
                    _isLastAtLine |= other.IsReachedBy(line.Last);
                }
            }

            return _crossings >= LeastCrossings || (_isFirstAtLine && _isLastAtLine);
        }
    }

    private static bool IsAcross(ThinLine line, ThinLine other) =>
        line.Thickness <= (MostThicker * other.Thickness) + 1
        && MathF.Abs(line.Slope + other.Slope) <= MathF.Max(ThinLine.MostLeaning, ThinLine.EndTolerance / 2 / line.Length);

    private static bool Crosses(ThinLine line, ThinLine other)
    {
        var row = other.At((int)line.First.Centre);
        return row >= line.First.Row - ThinLine.EndTolerance && row <= line.Last.Row + ThinLine.EndTolerance
            && line.At((int)row) >= other.First.Row - ThinLine.EndTolerance && line.At((int)row) <= other.Last.Row + ThinLine.EndTolerance
            && MathF.Abs(line.Slope + other.Slope) <= ThinLine.MostLeaning;
    }
}
