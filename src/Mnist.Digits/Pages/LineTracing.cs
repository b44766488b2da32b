using Mnist.Digits.Normalization;

namespace Mnist.Digits.Pages;

/// <summary>
/// Follows thin lines from row to row, whatever crosses them, also where they lean or bend a little: the runs of ink across a line
/// are short, and follow each other in one direction.
/// </summary>
internal static class LineTracing
{
    // Columns for each row: 14 degrees.
    private const float SteepestSlope = 0.25f;

    // In columns: how far a run may be from where it is expected.
    private const float Tolerance = 1.5f;

    // For each row in which a line is hidden.
    private const float Drift = 0.04f;

    private const int MostMissedRows = 4;

    // Of the length.
    private const float MostMissed = 0.15f;
    private const float LeastSeen = 0.4f;

    // How far from the straight line between its ends it may be, in pixels, and as a share of its length.
    private const float LeastBend = 1.5f;
    private const float MostBend = 0.015f;

    /// <summary>Gives the lines that go down a picture.</summary>
    /// <param name="ink">The picture.</param>
    /// <param name="threshold">What ink is above.</param>
    /// <param name="mostThick">The widest run, in pixels.</param>
    /// <param name="shortest">The least length, in pixels.</param>
    /// <param name="widestCrossing">In how many rows other ink may hide a line.</param>
    public static List<ThinLine> Trace(Plane ink, float threshold, int mostThick, int shortest, int widestCrossing)
    {
        var found = new List<ThinLine>();
        var active = new List<ThinLine>();
        var next = new List<ThinLine>();
        for (var y = 0; y < ink.Height; y++)
        {
            var row = ink.Row(y);
            next.Clear();
            var at = 0;
            for (var x = 0; x < row.Length; x++)
            {
                if (!(row[x] > threshold))
                {
                    continue;
                }

                var (left, sum, strongest) = (x, row[x], row[x]);
                while (x + 1 < row.Length && row[x + 1] > threshold)
                {
                    x++;
                    sum += row[x];
                    strongest = MathF.Max(strongest, row[x]);
                }

                if (x - left < mostThick)
                {
                    Continue(new LineRun(y, left, x, sum / strongest, strongest), ref at);
                }
            }

            foreach (var line in active)
            {
                if (line.Last.Row < y && Keep(line, row, y))
                {
                    next.Add(line);
                }
            }

            (active, next) = (next, active);
            active.Sort((a, b) => a.Last.Centre.CompareTo(b.Last.Centre));
        }

        active.ForEach(Finish);
        return found;

        // Lines and runs both come from the left.
        void Continue(LineRun run, ref int at)
        {
            while (at < active.Count && active[at].Last.Centre < run.Centre - (SteepestSlope * widestCrossing) - Tolerance)
            {
                at++;
            }

            var (best, least) = (default(ThinLine), float.PositiveInfinity);
            for (var i = at; i < active.Count && active[i].Last.Centre <= run.Centre + (SteepestSlope * widestCrossing) + Tolerance; i++)
            {
                var line = active[i];
                var distance = MathF.Abs(line.Predict(run.Row) - run.Centre) - (Drift * line.CrossedRows);
                if (line.Last.Row < run.Row && distance < least && line.CanHave(run))
                {
                    (best, least) = (line, distance);
                }
            }

            if (best is not null && least <= Tolerance)
            {
                best.Add(run);
                next.Add(best);
            }
            else
            {
                next.Add(new ThinLine(run));
            }
        }

        bool Keep(ThinLine line, ReadOnlySpan<float> row, int y)
        {
            var column = (int)MathF.Round(line.Predict(y));
            if (column >= 0 && column < row.Length && row[column] > threshold)
            {
                line.CrossedRows++;
            }
            else
            {
                line.MissedRows++;
            }

            if (line.MissedRows <= MostMissedRows && line.CrossedRows <= Math.Min(widestCrossing, line.Length))
            {
                return true;
            }

            Finish(line);
            return false;
        }

        void Finish(ThinLine line)
        {
            line.TrimEnds(LeastBend);
            if (line.Length >= shortest
                && MathF.Abs(line.Slope) <= SteepestSlope
                && line.MissedBefore <= MostMissed * line.Length
                && line.Runs.Count >= LeastSeen * line.Length
                && IsStraight(line))
            {
                found.Add(line);
            }
        }
    }

    private static bool IsStraight(ThinLine line)
    {
        var most = MathF.Max(LeastBend, MostBend * line.Length);
        return line.Runs.All(run => MathF.Abs(run.Centre - line.At(run.Row)) <= most);
    }
}
