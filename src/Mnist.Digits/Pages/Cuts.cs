using Mnist.Digits.Normalization;

namespace Mnist.Digits.Pages;

/// <summary>Where a piece of ink may be cut from top to bottom, through as little ink as there is nearby.</summary>
internal static class Cuts
{
    // In heights of the piece.
    private const float Step = 0.07f;
    private const float LeastApart = 0.03f;

    // Columns to the left for each row down, and how far to the sides, in heights: digits lean, and what crosses little ink goes around strokes.
    private static readonly (float Slant, float Sway)[] Ways = [(0, 0.06f), (0, 0.14f), (0, 0.25f), (0.3f, 0.1f)];

    // The best few of each neighbourhood: what crosses least ink altogether goes through the hollow of a 0.
    private const float Neighbourhood = 0.06f;
    private const int MostNearby = 2;
    private const int Most = 60;

    // Of the largest component between two cuts: smaller ones are crumbs of the neighbours.
    private const float LeastPart = 0.12f;
    private const float MostDropped = 1.12f;

    // Of a stroke: ink at a cut belongs to both.
    private const float Shared = 0.25f;

    // Sideways steps cost a little, so that cuts are straight where there is no ink.
    private const float Aside = 0.03f;

    /// <summary>Gives the cuts of <see cref="Find"/> with both sides of the piece.</summary>
    public static List<int[]> FindAll(Plane ink, float height) =>
        [[.. Enumerable.Repeat(-1, ink.Height)], .. Find(ink, height), [.. Enumerable.Repeat(ink.Width - 1, ink.Height)]];

    /// <summary>Gives the cuts from the left, for each row the last column on the left of it.</summary>
    public static List<int[]> Find(Plane ink, float height)
    {
        var width = ink.Width;
        var step = Math.Max((int)(Step * height), 1);
        var found = new List<(float Cost, int[] Cut)>();
        foreach (var (slant, sway) in Ways)
        {
            var starts = Starts(ink.Height, slant, aside: (int)MathF.Ceiling(sway * height));
            for (var centre = step; centre < width - step; centre += step)
            {
                found.Add(FindCut(ink, starts, (2 * (int)MathF.Ceiling(sway * height)) + 1, centre));
            }
        }

        var chosen = new List<int[]>();
        foreach (var (_, cut) in found.OrderBy(cut => cut.Cost))
        {
            if (chosen.Count < Most && chosen.TrueForAll(other => Difference(other, cut) >= LeastApart * height)
                && chosen.Count(other => Math.Abs(other.Sum() - cut.Sum()) < Neighbourhood * height * cut.Length) < MostNearby)
            {
                chosen.Add(cut);
            }
        }

        return [.. chosen.OrderBy(cut => cut.Sum())];

        static float Difference(int[] first, int[] second)
        {
            var sum = 0;
            for (var row = 0; row < first.Length; row++)
            {
                sum += Math.Abs(first[row] - second[row]);
            }

            return sum / (float)first.Length;
        }
    }

    /// <summary>Gets how much ink a cut crosses, in pixels of full ink.</summary>
    public static float Ink(Plane ink, int[] cut)
    {
        var cost = 0f;
        for (var row = 0; row < cut.Length; row++)
        {
            cost += ink.Row(row)[Math.Clamp(cut[row], 0, ink.Width - 1)];
        }

        return cost;
    }

    // Where each row's columns begin, beside the middle.
    private static int[] Starts(int height, float slant, int aside) =>
        [.. Enumerable.Range(0, height).Select(row => (int)MathF.Round(slant * ((height / 2f) - row)) - aside)];

    private static (float Cost, int[] Cut) FindCut(Plane ink, int[] starts, int count, int centre)
    {
        var height = ink.Height;
        var costs = new float[count];
        var before = new float[count];
        var steps = new sbyte[height * count];
        for (var row = 0; row < height; row++)
        {
            (costs, before) = (before, costs);
            var values = ink.Row(row);
            var moved = row == 0 ? 0 : starts[row] - starts[row - 1];
            for (var i = 0; i < count; i++)
            {
                var (best, step) = (float.PositiveInfinity, 0);
                for (var aside = -1; aside <= 1; aside++)
                {
                    var from = i + moved + aside;
                    if (from >= 0 && from < count && before[from] + (aside == 0 ? 0 : Aside) < best)
                    {
                        (best, step) = (before[from] + (aside == 0 ? 0 : Aside), moved + aside);
                    }
                }

                var column = centre + starts[row] + i;
                steps[(row * count) + i] = (sbyte)step;
                costs[i] = best + (column >= 0 && column < values.Length ? values[column] : 0) + (0.004f * Math.Abs(i - (count / 2)) / height);
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
            cut[row] = Math.Clamp(centre + starts[row] + at, 0, ink.Width - 2);
            at += steps[(row * count) + at];
        }

        return (cost, cut);
    }

    /// <summary>Gives the largest component between two cuts, with what is nearly as large.</summary>
    public static Mark? Between(Mark mark, int[] left, int[] right)
    {
        var shared = (int)(Shared * mark.Thickness);
        var offset = Math.Max(left.Min() + 1 - shared, 0);
        var ink = new Plane(Math.Max(Math.Min(right.Max() + 1 + shared, mark.Ink.Width) - offset, 1), mark.Ink.Height);
        for (var row = 0; row < ink.Height; row++)
        {
            var (start, end) = (Math.Max(left[row] + 1 - shared, 0), Math.Min(right[row] + 1 + shared, mark.Ink.Width));
            if (end > start)
            {
                mark.Ink.Row(row)[start..end].CopyTo(ink.Row(row)[(start - offset)..]);
            }
        }

        var components = ConnectedComponents.Find(ink, Mark.EdgeShare);
        if (components.All.Count == 0)
        {
            return null;
        }

        var least = LeastPart * components.All.Max(component => component.Area);
        var kept = components.All.Where(component => component.Area >= least).ToList();
        var area = kept.Sum(component => component.Area);
        if (components.All.Sum(component => component.Area) > MostDropped * area)
        {
            return null;
        }

        var box = kept.Select(component => component.Box).Aggregate((a, b) => a.Union(b));
        var isKept = new bool[components.All.Count + 1];
        isKept[0] = true;
        kept.ForEach(component => isKept[component.Label] = true);
        var cropped = new Plane(box.Width, box.Height);
        for (var row = 0; row < box.Height; row++)
        {
            var target = cropped.Row(row);
            var start = ((box.Top + row) * ink.Width) + box.Left;
            for (var column = 0; column < target.Length; column++)
            {
                target[column] = isKept[components.LabelAt(start + column)] ? ink.Values[start + column] : 0;
            }
        }

        var (x, y) = (mark.Box.Left + offset, mark.Box.Top);
        return new Mark(new Box(x + box.Left, y + box.Top, x + box.Right, y + box.Bottom), cropped, area, mark.Thickness);
    }
}
