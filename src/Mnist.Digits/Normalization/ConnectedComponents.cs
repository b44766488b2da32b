namespace Mnist.Digits.Normalization;

/// <summary>The connected components of ink in a picture, pixels being neighbours in eight directions.</summary>
internal sealed class ConnectedComponents
{
    private readonly int[] _labels;
    private readonly int _width;

    private ConnectedComponents(int[] labels, int width, List<ConnectedComponent> components)
    {
        _labels = labels;
        _width = width;
        All = components;
    }

    public IReadOnlyList<ConnectedComponent> All { get; }

    /// <summary>Gets the number of the component that has a pixel, from 1, or 0 for paper.</summary>
    public int LabelAt(int index) => _labels[index];

    /// <summary>Tells whether a pixel of a component has paper beside, above or below it.</summary>
    public bool IsOutline(int index)
    {
        var column = index % _width;
        return (column > 0 && _labels[index - 1] == 0)
            || (column < _width - 1 && _labels[index + 1] == 0)
            || (index >= _width && _labels[index - _width] == 0)
            || (index < _labels.Length - _width && _labels[index + _width] == 0);
    }

    /// <param name="ink">The picture.</param>
    /// <param name="threshold">What ink is above.</param>
    /// <param name="isThicknessWanted">Whether to measure how thick components are; otherwise all have 0.</param>
    public static ConnectedComponents Find(Plane ink, float threshold, bool isThicknessWanted = true)
    {
        var labels = new int[ink.Values.Length];
        var components = new List<ConnectedComponent>();
        var thickness = isThicknessWanted ? DistanceTransform.Inside(ink, threshold) : null;
        var pending = new Stack<int>();
        for (var start = 0; start < labels.Length; start++)
        {
            if (labels[start] == 0 && ink.Values[start] > threshold)
            {
                components.Add(Fill(ink, threshold, labels, thickness, pending, start, components.Count + 1));
            }
        }

        return new ConnectedComponents(labels, ink.Width, components);
    }

    private static ConnectedComponent Fill(
        Plane ink, float threshold, int[] labels, Plane? thickness, Stack<int> pending, int start, int label)
    {
        var (width, height) = (ink.Width, ink.Height);
        var box = new Box(start % width, start / width, start % width, start / width);
        var (area, contact, radius) = (0, 0, 0f);
        labels[start] = label;
        pending.Push(start);
        while (pending.TryPop(out var at))
        {
            var (column, row) = (at % width, at / width);
            area++;
            box = box.Include(column, row);
            contact += column == 0 || row == 0 || column == width - 1 || row == height - 1 ? 1 : 0;
            radius = thickness is null ? 0 : MathF.Max(radius, thickness.Values[at]);
            for (var y = Math.Max(row - 1, 0); y <= Math.Min(row + 1, height - 1); y++)
            {
                for (var x = Math.Max(column - 1, 0); x <= Math.Min(column + 1, width - 1); x++)
                {
                    var neighbour = (y * width) + x;
                    if (labels[neighbour] == 0 && ink.Values[neighbour] > threshold)
                    {
                        labels[neighbour] = label;
                        pending.Push(neighbour);
                    }
                }
            }
        }

        return new ConnectedComponent(label, area, box, contact, 2 * radius);
    }
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
