using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Mnist.Digits.Normalization;

/// <summary>
/// The 8-connected components of ink in a picture. Horizontal runs of ink are labelled and joined by union-find: A. Rosenfeld,
/// J. L. Pfaltz, "Sequential operations in digital picture processing", 1966.
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

    /// <summary>Gets the runs of ink, row by row.</summary>
    public ReadOnlySpan<InkRun> Runs => CollectionsMarshal.AsSpan(_runs);

    /// <param name="ink">The picture.</param>
    /// <param name="threshold">The binarization threshold: ink is above it.</param>
    /// <param name="isThicknessWanted">Whether to measure the thickness of components, which is 0 otherwise.</param>
    public static ConnectedComponents Find(Plane ink, float threshold, bool isThicknessWanted = false)
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

    /// <summary>Returns the label of the component that a pixel belongs to, from 1, or 0 for paper.</summary>
    public int LabelAt(int index)
    {
        _labels ??= LabelPixels();
        return _labels[index];
    }

    /// <summary>Returns whether a pixel of a component is on its outline, next to paper in four directions.</summary>
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

    /// <summary>Returns a component with its thickness measured.</summary>
    public ConnectedComponent Measure(ConnectedComponent component)
    {
        // One pixel of paper around the component bounds the distances.
        var part = component.Box.Grow(1, _ink.Width, _ink.Height);
        var inside = DistanceTransform.Inside(_ink, _threshold, part);
        var radius = 0f;
        foreach (var run in Runs)
        {
            if (run.Label == component.Label)
            {
                var distances = inside.Row(run.Row - part.Top).Slice(run.Start - part.Left, run.Length);
                radius = MathF.Max(radius, TensorPrimitives.Max<float>(distances));
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

    // The union-find forest: for each run its parent, an earlier run of the same component, or itself if it is a root.
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

    // Labels components and their runs, in the order of the components' first pixels.
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
            component = component with
            {
                Area = component.Area + run.Length,
                Box = component.Box.Union(box),
                BorderContact = component.BorderContact + contact,
            };
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

/// <summary>A horizontal run of ink.</summary>
/// <param name="Row">The row.</param>
/// <param name="Start">The first column.</param>
/// <param name="End">The column after the last.</param>
/// <param name="Label">The label of its component.</param>
internal readonly record struct InkRun(int Row, int Start, int End, int Label)
{
    public int Length => End - Start;
}

/// <summary>A connected component of ink.</summary>
/// <param name="Label">The label, from 1.</param>
/// <param name="Area">The number of pixels.</param>
/// <param name="Box">The bounding box.</param>
/// <param name="BorderContact">The number of pixels on the picture's border.</param>
/// <param name="Thickness">The diameter of the largest inscribed disc, in pixels.</param>
internal readonly record struct ConnectedComponent(int Label, int Area, Box Box, int BorderContact, float Thickness)
{
    /// <summary>Gets how compact the component is: 1 for a disc, about 0.15 for a digit.</summary>
    public float Solidity => Thickness / Box.LongestSide;
}
