using Mnist.Digits.Normalization;

namespace Mnist.Digits.Pages;

/// <summary>
/// Splits digits that touch: cuts go down where they cross least ink, and of all ways to cut the one is taken whose least sure digit is
/// the surest.
/// </summary>
internal sealed class TouchingDigits(Func<Mark, DigitPrediction> read, float threshold)
{
    // In heights of the piece.
    private const float Step = 0.05f;
    private const float Sway = 0.25f;
    private const float LeastWidth = 0.1f;
    private const float MostWidth = 1.15f;
    private const float LeastApart = 0.08f;

    // A cut crosses a stroke or two.
    private const int MostCuts = 10;

    // Of the largest patch between two cuts: smaller ones are crumbs of the neighbours.
    private const float LeastPart = 0.12f;

    // Sideways steps cost a little, so that cuts are straight where there is no ink.
    private const float Aside = 0.03f;

    /// <summary>Splits a piece into digits that are all sure, or returns <see langword="null"/>.</summary>
    /// <param name="mark">The piece.</param>
    /// <param name="least">What the score of the least sure digit has to be above.</param>
    public IReadOnlyList<ReadMark>? Split(Mark mark, float least)
    {
        var (width, height) = (mark.Ink.Width, mark.Ink.Height);
        var cuts = FindCuts(mark.Ink);
        if (cuts.Count == 0)
        {
            return null;
        }

        List<int[]> edges = [Enumerable.Repeat(-1, height).ToArray(), .. cuts, Enumerable.Repeat(width - 1, height).ToArray()];

        // The surest way to each cut, by its least sure digit.
        var ways = new (float Least, float Sum, ReadMark[] Digits)?[edges.Count];
        ways[0] = (float.PositiveInfinity, 0, []);
        for (var to = 1; to < edges.Count; to++)
        {
            for (var from = 0; from < to; from++)
            {
                if (ways[from] is not { } way || (from == 0 && to == edges.Count - 1))
                {
                    continue;
                }

                var (left, right) = (edges[from].Average(), edges[to].Average());
                if (right - left < LeastWidth * height || right - left > MostWidth * height || Between(mark, edges[from], edges[to]) is not { } piece)
                {
                    continue;
                }

                var prediction = read(piece);
                var score = prediction.DigitScore - threshold;
                var worst = MathF.Min(way.Least, score);
                if (!prediction.IsDigit || worst <= least - threshold)
                {
                    continue;
                }

                if (ways[to] is not { } other || worst > other.Least)
                {
                    ways[to] = (worst, way.Sum + score, [.. way.Digits, new ReadMark(piece, prediction)]);
                }
            }
        }

        return ways[^1]?.Digits;
    }

    // For each row the last column on the left of the cut.
    private static List<int[]> FindCuts(Plane ink)
    {
        var (width, height) = (ink.Width, ink.Height);
        var step = Math.Max((int)(Step * height), 1);
        var sway = Math.Max((int)(Sway * height), 1);
        var found = new List<(float Cost, int[] Cut)>();
        for (var centre = step; centre < width - step; centre += step)
        {
            found.Add(FindCut(ink, Math.Max(centre - sway, 0), Math.Min(centre + sway, width - 2), centre));
        }

        var chosen = new List<int[]>();
        foreach (var (_, cut) in found.OrderBy(cut => cut.Cost))
        {
            if (chosen.Count < MostCuts && chosen.TrueForAll(other => Difference(other, cut) >= LeastApart * height))
            {
                chosen.Add(cut);
            }
        }

        return [.. chosen.OrderBy(cut => cut.Average())];

        static double Difference(int[] first, int[] second) => first.Zip(second, (a, b) => Math.Abs(a - b)).Average();
    }

    private static (float Cost, int[] Cut) FindCut(Plane ink, int left, int right, int centre)
    {
        var (count, height) = (right - left + 1, ink.Height);
        var costs = new float[count];
        var before = new float[count];
        var steps = new sbyte[height * count];
        for (var row = 0; row < height; row++)
        {
            (costs, before) = (before, costs);
            var values = ink.Row(row);
            for (var i = 0; i < count; i++)
            {
                var (best, step) = (before[i], 0);
                if (i > 0 && before[i - 1] + Aside < best)
                {
                    (best, step) = (before[i - 1] + Aside, -1);
                }

                if (i < count - 1 && before[i + 1] + Aside < best)
                {
                    (best, step) = (before[i + 1] + Aside, 1);
                }

                steps[(row * count) + i] = (sbyte)step;
                costs[i] = best + values[left + i] + (0.004f * Math.Abs(left + i - centre) / height);
            }
        }

        var at = 0;
        for (var i = 1; i < count; i++)
        {
            at = costs[i] < costs[at] ? i : at;
        }

        var cost = costs[at];
        var cut = new int[height];
        for (var row = height - 1; row >= 0; row--)
        {
            cut[row] = left + at;
            at += steps[(row * count) + at];
        }

        return (cost, cut);
    }

    // The largest patch between two cuts, with what is nearly as large.
    private static Mark? Between(Mark mark, int[] left, int[] right)
    {
        var ink = new Plane(mark.Ink.Width, mark.Ink.Height);
        for (var row = 0; row < ink.Height; row++)
        {
            var (start, end) = (left[row] + 1, right[row] + 1);
            if (end > start)
            {
                mark.Ink.Row(row)[start..end].CopyTo(ink.Row(row)[start..]);
            }
        }

        var patches = InkPatches.Find(ink, Mark.EdgeShare);
        if (patches.Patches.Count == 0)
        {
            return null;
        }

        var least = LeastPart * patches.Patches.Max(patch => patch.Area);
        var kept = patches.Patches.Where(patch => patch.Area >= least).ToList();
        var box = kept.Select(patch => patch.Box).Aggregate((a, b) => a.Union(b));
        var labels = kept.Select(patch => patch.Label).ToHashSet();
        var cropped = new Plane(box.Width, box.Height);
        for (var row = 0; row < box.Height; row++)
        {
            for (var column = 0; column < box.Width; column++)
            {
                var at = ((box.Top + row) * ink.Width) + box.Left + column;
                cropped.Row(row)[column] = patches.LabelAt(at) is var label && (label == 0 || labels.Contains(label)) ? ink.Values[at] : 0;
            }
        }

        return new Mark(
            new Box(mark.Box.Left + box.Left, mark.Box.Top + box.Top, mark.Box.Left + box.Right, mark.Box.Top + box.Bottom),
            cropped, kept.Sum(patch => patch.Area), kept.Max(patch => patch.Thickness));
    }
}
