using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Mnist.Digits.Normalization;

/// <summary>
/// The connected components of ink in a picture, pixels being neighbours in eight directions. They are found as runs of pixels in rows,
/// joined by a union-find: A. Rosenfeld, J. L. Pfaltz, "Sequential operations in digital picture processing", 1966.
/// </summary>
internal sealed class ConnectedComponents
{
    private readonly Plane _ink;
    private readonly float _threshold;
    private readonly List<InkRun> _runs;
    private int[]? _labels;

    private ConnectedComponents(Plane ink, float threshold, List<InkRun> runs, List<ConnectedComponent> components)
    {
        (_ink, _threshold, _runs) = (ink, threshold, runs);
        All = components;
    }

    public IReadOnlyList<ConnectedComponent> All { get; }

    /// <summary>Gets the ink, row by row.</summary>
    public ReadOnlySpan<InkRun> Runs => CollectionsMarshal.AsSpan(_runs);

    /// <param name="ink">The picture.</param>
    /// <param name="threshold">What ink is above.</param>
    /// <param name="isThicknessWanted">Whether to measure how thick components are; otherwise all have 0.</param>
    public static ConnectedComponents Find(Plane ink, float threshold, bool isThicknessWanted = true)
    {
        var runs = FindRuns(ink, threshold);
        var roots = Join(runs);
        var components = Describe(runs, roots, ink);
        var found = new ConnectedComponents(ink, threshold, runs, components);
        if (isThicknessWanted)
        {
            found.MeasureThickness();
        }

        return found;
    }

    /// <summary>Gets the number of the component that has a pixel, from 1, or 0 for paper.</summary>
    public int LabelAt(int index)
    {
        _labels ??= LabelPixels();
        return _labels[index];
    }

    /// <summary>Tells whether a pixel of a component has paper beside, above or below it.</summary>
    public bool IsOutline(int index)
    {
        var values = _ink.Values;
        var width = _ink.Width;
        var column = index % width;
        return (column > 0 && !(values[index - 1] > _threshold))
            || (column < width - 1 && !(values[index + 1] > _threshold))
            || (index >= width && !(values[index - width] > _threshold))
            || (index < values.Length - width && !(values[index + width] > _threshold));
    }

    /// <summary>Measures how thick a component is.</summary>
    public ConnectedComponent Measure(ConnectedComponent component)
    {
        // What is around it, which is no ink, is looked at too.
        var part = component.Box.Grow(1, _ink.Width, _ink.Height);
        var inside = DistanceTransform.Inside(_ink, _threshold, part);
        var radius = 0f;
        foreach (var run in Runs)
        {
            if (run.Label == component.Label)
            {
                radius = MathF.Max(radius, TensorPrimitives.Max<float>(inside.Row(run.Row - part.Top).Slice(run.Start - part.Left, run.Length)));
            }
        }

        inside.Return();
        return component with { Thickness = 2 * radius };
    }

    private static List<InkRun> FindRuns(Plane ink, float threshold)
    {
        var runs = new List<InkRun>();
        for (var row = 0; row < ink.Height; row++)
        {
            var values = ink.Row(row);
            for (var column = 0; NextAbove(values, threshold, column) is >= 0 and var start;)
            {
                column = start + 1;
                while (column < values.Length && values[column] > threshold)
                {
                    column++;
                }

                runs.Add(new InkRun(row, start, column, 0));
            }
        }

        return runs;
    }

    private static int NextAbove(ReadOnlySpan<float> values, float threshold, int start)
    {
        var limit = new Vector<float>(threshold);
        while (Vector.IsHardwareAccelerated && start <= values.Length - Vector<float>.Count
            && !Vector.GreaterThanAny(new Vector<float>(values[start..]), limit))
        {
            start += Vector<float>.Count;
        }

        while (start < values.Length && !(values[start] > threshold))
        {
            start++;
        }

        return start < values.Length ? start : -1;
    }

    // For each run the first one that it hangs together with, or one nearer to it.
    private static int[] Join(List<InkRun> runs)
    {
        var roots = new int[runs.Count];
        var (above, here) = (0, 0);
        for (var i = 0; i < roots.Length; i++)
        {
            roots[i] = i;
            var run = runs[i];
            if (i > 0 && runs[i - 1].Row != run.Row)
            {
                (above, here) = (runs[i - 1].Row == run.Row - 1 ? here : i, i);
            }

            while (above < here && runs[above].End < run.Start)
            {
                above++;
            }

            for (var other = above; other < here && runs[other].Start <= run.End; other++)
            {
                Union(roots, i, other);
            }
        }

        return roots;
    }

    private static void Union(int[] roots, int first, int second)
    {
        var (a, b) = (Root(roots, first), Root(roots, second));
        roots[Math.Max(a, b)] = Math.Min(a, b);
    }

    private static int Root(int[] roots, int index)
    {
        while (roots[index] != index)
        {
            index = roots[index] = roots[roots[index]];
        }

        return index;
    }

    // Numbers them in the order of their first pixels, and their runs with them.
    private static List<ConnectedComponent> Describe(List<InkRun> runs, int[] roots, Plane ink)
    {
        var components = new List<ConnectedComponent>();
        for (var i = 0; i < roots.Length; i++)
        {
            var run = runs[i];
            var root = Root(roots, i);
            var box = new Box(run.Start, run.Row, run.End - 1, run.Row);
            var contact = run.Row == 0 || run.Row == ink.Height - 1 ? run.Length
                : run.Length == ink.Width ? Math.Min(run.Length, 2)
                : (run.Start == 0 || run.End == ink.Width) ? 1 : 0;
            if (root == i)
            {
                runs[i] = run with { Label = components.Count + 1 };
                components.Add(new ConnectedComponent(components.Count + 1, run.Length, box, contact, 0));
                continue;
            }

            var label = runs[root].Label;
            runs[i] = run with { Label = label };
            ref var component = ref CollectionsMarshal.AsSpan(components)[label - 1];
            component = new ConnectedComponent(label, component.Area + run.Length, component.Box.Union(box), component.BorderContact + contact, 0);
        }

        return components;
    }

    private void MeasureThickness()
    {
        var thickness = DistanceTransform.Inside(_ink, _threshold);
        var components = CollectionsMarshal.AsSpan((List<ConnectedComponent>)All);
        foreach (var run in Runs)
        {
            ref var component = ref components[run.Label - 1];
            var radius = TensorPrimitives.Max<float>(thickness.Row(run.Row)[run.Start..run.End]);
            component = component with { Thickness = MathF.Max(component.Thickness, 2 * radius) };
        }

        thickness.Return();
    }

    private int[] LabelPixels()
    {
        var labels = new int[_ink.Width * _ink.Height];
        foreach (var run in Runs)
        {
            labels.AsSpan((run.Row * _ink.Width) + run.Start, run.Length).Fill(run.Label);
        }

        return labels;
    }
}

/// <summary>Pixels of ink beside each other.</summary>
/// <param name="Row">Their row.</param>
/// <param name="Start">The first column.</param>
/// <param name="End">The column behind the last.</param>
/// <param name="Label">The number of their component.</param>
internal readonly record struct InkRun(int Row, int Start, int End, int Label)
{
    public int Length => End - Start;
}

/// <summary>A connected set of pixels darker than the paper.</summary>
/// <param name="Label">Its number in the labelled picture.</param>
/// <param name="Area">How many pixels it has.</param>
/// <param name="Box">What it fits in.</param>
/// <param name="BorderContact">How many of its pixels are on the picture's border.</param>
/// <param name="Thickness">The diameter, in pixels, of the largest disc inside it.</param>
internal readonly record struct ConnectedComponent(int Label, int Area, Box Box, int BorderContact, float Thickness)
{
    /// <summary>Gets how blob-like it is: 1 for a disc, about 0.15 for a digit.</summary>
    public float Solidity => Thickness / Box.LongestSide;
}
