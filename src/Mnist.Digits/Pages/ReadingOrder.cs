namespace Mnist.Digits.Pages;

/// <summary>Puts pieces of ink into rows, from the top, and each row from the left, also where rows lean.</summary>
internal static class ReadingOrder
{
    // Of the mean height of two: rows do not overlap, and digits of one row do.
    private const float MostAside = 0.8f;

    // In heights: neighbours tell how rows lean.
    private const float NeighbourGap = 5f;
    private const float SteepestSlope = 0.25f;

    // A piece is compared with the nearest of a row, and with the row as it leans.
    private const int RecentCount = 3;

    public static List<List<ReadMark>> Arrange(IReadOnlyList<ReadMark> marks)
    {
        var slope = Slope(marks);
        var rows = new List<List<ReadMark>>();
        foreach (var mark in marks.OrderBy(mark => mark.Mark.CentreX))
        {
            var (best, least) = (default(List<ReadMark>), float.PositiveInfinity);
            foreach (var row in rows)
            {
                var recent = row.Skip(Math.Max(row.Count - RecentCount, 0)).ToList();
                var height = (mark.Mark.Box.Height + recent.Max(other => other.Mark.Box.Height)) / 2f;
                var away = MathF.Abs(Level(mark) - recent.Average(Level)) / height;
                if (away < MostAside && away < least)
                {
                    (best, least) = (row, away);
                }
            }

            if (best is null)
            {
                rows.Add([mark]);
            }
            else
            {
                best.Add(mark);
            }
        }

        return [.. rows.OrderBy(row => row.Average(Level))];

        float Level(ReadMark mark) => mark.Mark.CentreY - (slope * mark.Mark.CentreX);
    }

    // The median over neighbours.
    private static float Slope(IReadOnlyList<ReadMark> marks)
    {
        var slopes = new List<float>();
        var ordered = marks.Select(mark => mark.Mark).OrderBy(mark => mark.CentreX).ToList();
        for (var i = 0; i < ordered.Count; i++)
        {
            var (mark, nearest) = (ordered[i], float.PositiveInfinity);
            var slope = 0f;
            for (var j = i + 1; j < ordered.Count && ordered[j].CentreX - mark.CentreX <= NeighbourGap * mark.Box.Height + mark.Box.Width; j++)
            {
                var (across, down) = (ordered[j].CentreX - mark.CentreX, ordered[j].CentreY - mark.CentreY);
                if (across < nearest && across > 0 && MathF.Abs(down) <= SteepestSlope * across)
                {
                    (nearest, slope) = (across, down / across);
                }
            }

            if (!float.IsInfinity(nearest))
            {
                slopes.Add(slope);
            }
        }

        return slopes.Count == 0 ? 0 : slopes.Order().ElementAt(slopes.Count / 2);
    }
}
