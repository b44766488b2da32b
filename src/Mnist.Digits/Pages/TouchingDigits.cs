using Mnist.Digits.Normalization;

namespace Mnist.Digits.Pages;

/// <summary>
/// Splits digits that touch: cuts go down where they cross least ink, and of all ways to cut the one is taken whose least sure digit is
/// the surest.
/// </summary>
internal sealed class TouchingDigits(Func<Mark, DigitPrediction> read, float threshold)
{
    // In heights of the piece.
    private const float Step = 0.07f;
    private const float Sway = 0.14f;
    private const float LeastWidth = 0.1f;
    private const float MostWidth = 1.15f;
    private const float LeastApart = 0.04f;

    // Of a digit between two cuts.
    private const float LeastHeight = 0.45f;
    private const float LeastConfidence = 0.6f;
    private const float LeastBeside = 0.3f;

    // In units of the score, for each unit of the logarithm of the probability.
    private const float ConfidenceWeight = 6;

    // Counted from the threshold: so sure that three digits are not looked for.
    private const float CertainPair = 4;

    // A cut crosses a stroke or two.
    private const int MostCuts = 24;

    // Of the largest component between two cuts: smaller ones are crumbs of the neighbours.
    private const float LeastPart = 0.12f;
    private const float MostDropped = 1.12f;

    // Of a stroke: ink at a cut belongs to both.
    private const float Shared = 0.25f;

    // Sideways steps cost a little, so that cuts are straight where there is no ink.
    private const float Aside = 0.03f;

    /// <summary>Splits a piece into digits that are all known, or returns <see langword="null"/>.</summary>
    /// <param name="mark">The piece.</param>
    /// <param name="least">What the score of the least sure digit has to be above, counted from the threshold.</param>
    public IReadOnlyList<ReadMark>? Split(Mark mark, float least)
    {
        var height = mark.Ink.Height;
        List<int[]> edges = [Enumerable.Repeat(-1, height).ToArray(), .. FindCuts(mark.Ink), Enumerable.Repeat(mark.Ink.Width - 1, height).ToArray()];
        var places = edges.ConvertAll(edge => (float)edge.Average());
        var pieces = new Dictionary<(int From, int To), ReadMark?>();
        var pair = Best(1, edges.Count - 1, (from, to) => from == 0 || to == edges.Count - 1);
        return pair is { } found && found.Least >= CertainPair ? found.Digits : Best(1, edges.Count - 1, (_, _) => true)?.Digits;

        // The surest way to each cut, by its least sure digit.
        (float Least, ReadMark[] Digits)? Best(int first, int last, Func<int, int, bool> isAllowed)
        {
            var ways = new (float Least, ReadMark[] Digits)?[edges.Count];
            ways[0] = (float.PositiveInfinity, []);
            for (var to = first; to <= last; to++)
            {
                for (var from = 0; from < to; from++)
                {
                    if (ways[from] is { } way
                        && way.Least > MathF.Max(least, ways[to]?.Least ?? float.NegativeInfinity)
                        && !(from == 0 && to == last) && isAllowed(from, to) && Read(from, to) is { } digit
                        && (way.Digits.Length == 0 || AreBeside(way.Digits[^1].Mark.Box, digit.Mark.Box, height)))
                    {
                        var worst = MathF.Min(way.Least, Sureness(digit.Prediction));
                        if (worst > MathF.Max(least, ways[to]?.Least ?? float.NegativeInfinity))
                        {
                            ways[to] = (worst, [.. way.Digits, digit]);
                        }
                    }
                }
            }

            return ways[last];
        }

        ReadMark? Read(int from, int to)
        {
            if (!pieces.TryGetValue((from, to), out var piece))
            {
                var width = places[to] - places[from];
                if (width >= LeastWidth * height && width <= MostWidth * height
                    && Between(mark, edges[from], edges[to]) is { } part && part.Box.Height >= LeastHeight * height
                    && read(part) is { IsDigit: true } prediction && prediction.Confidence >= LeastConfidence)
                {
                    piece = new ReadMark(part, prediction);
                }

                pieces[(from, to)] = piece;
            }

            return piece;
        }
    }

    private float Sureness(DigitPrediction prediction) =>
        prediction.DigitScore - threshold + (ConfidenceWeight * MathF.Log(prediction.Confidence));

    // Not one above the other, as a long stroke would be cut.
    private static bool AreBeside(Box left, Box right, int height) =>
        Math.Min(left.Bottom, right.Bottom) - Math.Max(left.Top, right.Top) >= LeastBeside * height;

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

    // The largest component between two cuts, with what is nearly as large.
    private static Mark? Between(Mark mark, int[] left, int[] right)
    {
        var ink = new Plane(mark.Ink.Width, mark.Ink.Height);
        var shared = (int)(Shared * mark.Thickness);
        for (var row = 0; row < ink.Height; row++)
        {
            var (start, end) = (Math.Max(left[row] + 1 - shared, 0), Math.Min(right[row] + 1 + shared, ink.Width));
            if (end > start)
            {
                mark.Ink.Row(row)[start..end].CopyTo(ink.Row(row)[start..]);
            }
        }

        var components = ConnectedComponents.Find(ink, Mark.EdgeShare);
        if (components.All.Count == 0)
        {
            return null;
        }

        var least = LeastPart * components.All.Max(component => component.Area);
        var kept = components.All.Where(component => component.Area >= least).ToList();
        var box = kept.Select(component => component.Box).Aggregate((a, b) => a.Union(b));
        if (components.All.Sum(component => component.Area) > MostDropped * kept.Sum(component => component.Area))
        {
            return null;
        }

        var labels = kept.Select(component => component.Label).ToHashSet();
        var cropped = new Plane(box.Width, box.Height);
        for (var row = 0; row < box.Height; row++)
        {
            for (var column = 0; column < box.Width; column++)
            {
                var at = ((box.Top + row) * ink.Width) + box.Left + column;
                cropped.Row(row)[column] = components.LabelAt(at) is var label && (label == 0 || labels.Contains(label)) ? ink.Values[at] : 0;
            }
        }

        return new Mark(
            new Box(mark.Box.Left + box.Left, mark.Box.Top + box.Top, mark.Box.Left + box.Right, mark.Box.Top + box.Bottom),
            cropped, kept.Sum(component => component.Area), kept.Max(component => component.Thickness));
    }
}
