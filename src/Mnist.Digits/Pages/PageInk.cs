using Mnist.Digits.Normalization;

namespace Mnist.Digits.Pages;

/// <summary>Finds the pieces of dark ink on a page, without printed lines, shadows, edges of paper and dirt.</summary>
internal static class PageInk
{
    // How far around a pixel its paper is looked for, as a share of the longest and of the shortest side.
    private const float LongReach = 0.1f;
    private const float ShortReach = 0.4f;

    /// <summary>The most pieces: of more, the largest are taken.</summary>
    public const int MostMarks = 2000;

    // In pixels of the size that is looked at.
    private const int LeastExtent = 6;

    // A digit is made of strokes: see DigitComponents.
    private const float MostSolid = 0.6f;

    // Boxes of pieces may lie in one another, and all of them are copied: in pictures.
    private const int MostArea = 4;

    // Of a piece's longest side: what lies along the border is the edge of the paper, unless
    // the picture is cut close to a row of digits.
    private const float MostContact = 0.6f;

    // Of the outline of ink nearly all can be seen: see InkFinder.
    private const float LeastVisible = 0.8f;
    private const float VisibleEdge = 0.5f;
    private const int EdgeReach = 3;

    // Of the difference between ink and paper, in shades.
    private const float LeastDifference = 10;

    /// <param name="picture">The page.</param>
    /// <param name="hasLines">Whether printed lines were removed.</param>
    public static List<Mark> Find(Plane picture, out bool hasLines)
    {
        var reach = MathF.Min(LongReach * picture.LongestSide, ShortReach * Math.Min(picture.Width, picture.Height));
        var contrast = InkContrast.Measure(picture, (int)MathF.Ceiling(reach));
        var form = FormLines.Remove(contrast.Contrast, contrast.Floor);
        hasLines = form.HasLines;
        var even = Even(form.Ink, contrast.Floor);
        var components = ConnectedComponents.Find(even, Mark.EdgeShare, isThicknessWanted: true);
        var marks = new List<Mark>();
        var room = (long)MostArea * picture.Values.Length;
        foreach (var component in components.All.Where(component => IsStroke(component, picture)).OrderByDescending(component => component.Area).Take(MostMarks))
        {
            var size = (long)component.Box.Width * component.Box.Height;
            if (size <= room && !form.IsLeftover(component) && IsVisible(component, components, picture, contrast, even))
            {
                room -= size;
                marks.Add(Cut(component, components, even));
            }
        }

        return marks;
    }

    /// <summary>Divides each piece of ink by what is full ink in it.</summary>
    private static Plane Even(Plane ink, float floor)
    {
        var components = ConnectedComponents.Find(ink, floor);

        // The values of each piece one after the other, and where those of each end.
        var ends = new int[components.All.Count + 1];
        for (var label = 1; label < ends.Length; label++)
        {
            ends[label] = ends[label - 1] + components.All[label - 1].Area;
        }

        var values = new float[ends[^1]];
        var next = (int[])ends.Clone();
        for (var i = 0; i < ink.Values.Length; i++)
        {
            if (components.LabelAt(i) is not 0 and var label)
            {
                values[next[label - 1]++] = ink.Values[i];
            }
        }

        var levels = new float[ends.Length];
        levels[0] = float.PositiveInfinity;
        for (var label = 1; label < ends.Length; label++)
        {
            var piece = values.AsSpan(ends[label - 1]..ends[label]);
            levels[label] = QuickSelect.Select(piece, piece.Length * 3 / 4);
        }

        var even = new Plane(ink.Width, ink.Height);
        for (var i = 0; i < ink.Values.Length; i++)
        {
            even.Values[i] = MathF.Min(ink.Values[i] / levels[components.LabelAt(i)], 1);
        }

        return even;
    }

    private static bool IsStroke(ConnectedComponent component, Plane picture) =>
        component.Box.LongestSide >= LeastExtent
        && component.Solidity <= MostSolid
        && (component.BorderContact <= MostContact * component.Box.LongestSide
            || (component.Box.Height > picture.Height / 2 && component.Box.LongestSide < picture.LongestSide / 2));

    // What is dark but fades slowly into what is around is shadow.
    private static bool IsVisible(ConnectedComponent component, ConnectedComponents components, Plane picture, InkContrast contrast, Plane even)
    {
        var (outline, visible, difference) = (0, 0, 0f);
        var box = component.Box;
        for (var row = box.Top; row <= box.Bottom; row++)
        {
            for (var column = box.Left; column <= box.Right; column++)
            {
                var at = (row * even.Width) + column;
                if (components.LabelAt(at) != component.Label)
                {
                    continue;
                }

                difference += contrast.Contrast.Values[at] * contrast.Paper.Values[at] / byte.MaxValue;
                if (components.IsOutline(at))
                {
                    outline++;
                    visible += IsEdge(even, column, row) ? 1 : 0;
                }
            }
        }

        return difference / component.Area >= LeastDifference && visible >= LeastVisible * outline;
    }

    private static bool IsEdge(Plane even, int column, int row)
    {
        var here = even.Row(row);
        var (left, right) = (here[Math.Max(column - EdgeReach, 0)], here[Math.Min(column + EdgeReach, even.Width - 1)]);
        var above = even.Row(Math.Max(row - EdgeReach, 0))[column];
        var below = even.Row(Math.Min(row + EdgeReach, even.Height - 1))[column];
        var least = MathF.Min(MathF.Min(left, right), MathF.Min(above, below));
        var most = MathF.Max(MathF.Max(MathF.Max(left, right), MathF.Max(above, below)), here[column]);
        return most - least >= VisibleEdge;
    }

    private static Mark Cut(ConnectedComponent component, ConnectedComponents components, Plane even)
    {
        var box = component.Box;
        var ink = new Plane(box.Width, box.Height);
        for (var row = 0; row < box.Height; row++)
        {
            var target = ink.Row(row);
            var start = ((box.Top + row) * even.Width) + box.Left;
            for (var column = 0; column < target.Length; column++)
            {
                var label = components.LabelAt(start + column);
                target[column] = label == 0 || label == component.Label ? even.Values[start + column] : 0;
            }
        }

        return new Mark(box, ink, component.Area, component.Thickness);
    }
}
