using Mnist.Digits.Normalization;

namespace Mnist.Digits.Pages;

/// <summary>Takes lines out of a picture, and leaves what is written over them: it is wider or darker than they are.</summary>
internal static class LineErasing
{
    // Times the usual ink of a line: darker ink is a pen's.
    private const float MostDark = 1.3f;

    // Of the usual ink of digits: of fainter lines all can be taken out.
    private const float Faint = 0.75f;
    private const float UsualShare = 0.6f;

    // Of the same, where no line was found.
    private const float MostErased = 0.5f;

    private const byte Erased = 1;
    private const byte BesideUpright = 2;
    private const byte BesideLevel = 4;

    /// <summary>Gives the ink without lines.</summary>
    /// <param name="ink">The ink; not changed.</param>
    /// <param name="threshold">What ink is above.</param>
    /// <param name="upright">The lines that go down.</param>
    /// <param name="level">Those that go across, of the transposed picture.</param>
    public static Plane Erase(Plane ink, float threshold, IReadOnlyCollection<ThinLine> upright, IReadOnlyCollection<ThinLine> level)
    {
        var flags = new byte[ink.Values.Length];
        foreach (var line in upright)
        {
            var limit = Limit(line);
            Flag(OwnRuns(line), stepAlong: ink.Width, stepAcross: 1, limit, Erased);
            Flag(Band(line, ink.Width), stepAlong: ink.Width, stepAcross: 1, limit, BesideUpright);
        }

        foreach (var line in level)
        {
            var limit = Limit(line);
            Flag(OwnRuns(line), stepAlong: 1, stepAcross: ink.Width, limit, Erased);
            Flag(Band(line, ink.Height), stepAlong: 1, stepAcross: ink.Width, limit, BesideLevel);
        }

        // Where lines cross, both are wide.
        var result = ink.Copy();
        for (var i = 0; i < flags.Length; i++)
        {
            if ((flags[i] & Erased) != 0 || (flags[i] & (BesideUpright | BesideLevel)) == (BesideUpright | BesideLevel))
            {
                result.Values[i] = 0;
            }
        }

        EraseFaint(result, threshold, upright, ink.Width, along: ink.Width, across: 1);
        EraseFaint(result, threshold, level, ink.Height, along: 1, across: ink.Width);
        return result;

        void Flag(IEnumerable<LineRun> runs, int stepAlong, int stepAcross, float limit, byte flag)
        {
            foreach (var run in runs)
            {
                for (var i = run.Left; i <= run.Right; i++)
                {
                    var at = (run.Row * stepAlong) + (i * stepAcross);
                    if (ink.Values[at] <= limit)
                    {
                        flags[at] |= flag;
                    }
                }
            }
        }
    }

    /// <summary>Gets the strongest ink that may be a line's own.</summary>
    public static float Limit(ThinLine line)
    {
        var contrasts = line.Runs.Select(run => run.Contrast).ToArray();
        return MostDark * QuickSelect.Select(contrasts, contrasts.Length / 2);
    }

    // Beside darker strokes runs are wide, and what is left of the line is grey.
    private static void EraseFaint(Plane ink, float threshold, IReadOnlyCollection<ThinLine> lines, int width, int along, int across)
    {
        var values = Array.FindAll(ink.Values.ToArray(), value => value > threshold);
        if (values.Length == 0)
        {
            return;
        }

        var usual = QuickSelect.Select(values, (int)(UsualShare * values.Length));
        var faintest = 0f;
        foreach (var line in lines)
        {
            var limit = Limit(line);
            if (limit > Faint * usual)
            {
                continue;
            }

            faintest = faintest == 0 ? limit : MathF.Min(faintest, limit);

            foreach (var run in Band(line, width))
            {
                for (var i = run.Left; i <= run.Right; i++)
                {
                    ref var value = ref ink.Values[(run.Row * along) + (i * across)];
                    value = value <= limit ? 0 : value;
                }
            }
        }

        // Lines that were not found are as faint.
        faintest = MathF.Min(faintest, MostErased * usual);
        foreach (ref var value in ink.Values)
        {
            value = value <= faintest ? 0 : value;
        }
    }

    // Where a line is, or would be if nothing else were there.
    private static IEnumerable<LineRun> Band(ThinLine line, int width)
    {
        var half = (line.Thickness + 1) / 2;
        var next = 0;
        for (var row = line.First.Row; row <= line.Last.Row; row++)
        {
            while (next < line.Runs.Count - 1 && line.Runs[next].Row < row)
            {
                next++;
            }

            // Between two runs on the straight line from one to the other.
            var (from, to) = (line.Runs[Math.Max(next - 1, 0)], line.Runs[next]);
            var centre = to.Row == row || to.Row == from.Row
                ? to.Centre
                : from.Centre + ((to.Centre - from.Centre) * (row - from.Row) / (to.Row - from.Row));
            var (left, right) = (Math.Max((int)(centre - half), 0), Math.Min((int)MathF.Ceiling(centre + half), width - 1));
            if (left <= right)
            {
                yield return new LineRun(row, left, right, right - left + 1, Contrast: 0);
            }
        }
    }

    // Where a line is much wider than elsewhere, something else is written over it.
    private static IEnumerable<LineRun> OwnRuns(ThinLine line)
    {
        var most = (1.5f * line.Thickness) + 1;
        return line.Runs.Where(run => run.Strength <= most);
    }
}
