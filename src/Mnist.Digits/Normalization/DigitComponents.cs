namespace Mnist.Digits.Normalization;

/// <summary>The connected components that make up one digit.</summary>
internal sealed class DigitComponents
{
    // As a share of the picture's longest side: anything smaller is a speck.
    private const float LeastExtent = 1 / 24f;

    // A digit consists of strokes. The solidity of a disc is 1, of a sheet of paper about 0.7, of the thickest digits 0.5.
    private const float MostSolid = 0.6f;

    // As a share of the picture's shorter side: a digit that touches the border reaches this far into the picture. The desk
    // around a sheet of paper only runs along the border.
    private const float LeastDepth = 0.3f;

    // As a share of the main component: smaller components are dirt.
    private const float LeastPartArea = 0.015f;
    private const float LeastPartExtent = 0.1f;
    // A digit has few parts. A pattern has many, and joining them takes quadratic time.
    private const int MostParts = 100;

    // As a share of the picture's side and of its own length: a line printed beside a digit is longer and thinner than a 1.
    private const float ShortestLine = 0.7f;
    private const float ThickestLine = 0.06f;

    // As a share of the main component: a separate component at least this tall and large is another digit.
    private const float LeastOtherHeight = 0.5f;
    private const float LeastOtherArea = 0.25f;

    /// <summary>The widest gap between parts of a digit, relative to the length of the largest.</summary>
    public const float UsualGap = 0.25f;

    /// <summary>The widest gap to parts written far apart, such as the bar of a 5.</summary>
    public const float WideGap = 0.7f;

    private readonly bool[] _isSelected;

    private DigitComponents(ConnectedComponent main, int patchCount)
    {
        Main = main;
        Box = main.Box;
        _isSelected = new bool[patchCount + 1];
        Add(main);
    }

    /// <summary>Gets the largest component.</summary>
    public ConnectedComponent Main { get; }

    public Box Box { get; private set; }

    public bool TouchesBorder { get; private set; }

    /// <summary>Gets the total number of pixels of the components.</summary>
    public int Area { get; private set; }

    /// <param name="label">The label of a component, or 0 for paper.</param>
    public bool Contains(int label) => _isSelected[label];

    /// <summary>Selects the digit's components, or returns <see langword="null"/> if none can be a digit.</summary>
    public static DigitComponents? Select(ConnectedComponents found, int width, int height, float widestGap)
    {
        var components = found.All;
        var candidates = components
            .Where(component => IsPlaced(component, width, height))
            .OrderByDescending(component => component.Area)
            .Select(found.Measure);
        if (candidates.FirstOrDefault(component => component.Solidity <= MostSolid) is not { Area: > 0 } main)
        {
            return null;
        }

        var selection = new DigitComponents(main, components.Count);
        var parts = components
            .Where(component => component.BorderContact == 0 && IsPart(component, main))
            .OrderByDescending(component => component.Area)
            .Take(MostParts)
            .ToList();
        while (parts.FindIndex(part => part.Box.Gap(selection.Box) <= widestGap * main.Box.LongestSide) is >= 0 and var next)
        {
            selection.Add(parts[next]);
            parts.RemoveAt(next);
        }

        return selection;
    }

    /// <summary>Returns whether something at least half as tall is beside, above or below the digit.</summary>
    public bool IsOneOfSeveral(ConnectedComponents found, int width, int height) => found.All.Any(component =>
        !Contains(component.Label)
        && component.Box.Height >= LeastOtherHeight * Main.Box.Height
        && component.Area >= LeastOtherArea * Main.Area
        && component.Box.Gap(Main.Box) > 0
        && !IsLine(component, width, height)
        && IsPlaced(component, width, height)
        && found.Measure(component).Solidity <= MostSolid);

    private static bool IsLine(ConnectedComponent component, int width, int height) =>
        component.Box.LongestSide >= ShortestLine * Math.Min(width, height)
        && Math.Min(component.Box.Width, component.Box.Height) <= ThickestLine * component.Box.LongestSide;

    // Large enough, and not only along the border.
    private static bool IsPlaced(ConnectedComponent component, int width, int height)
    {
        var (box, extent) = (component.Box, component.Box.LongestSide);
        if (extent < LeastExtent * Math.Max(width, height))
        {
            return false;
        }

        if (component.BorderContact == 0)
        {
            return true;
        }

        var depth = Math.Min(
            Math.Min(box.Right, width - 1 - box.Left),
            Math.Min(box.Bottom, height - 1 - box.Top));
        return depth >= LeastDepth * Math.Min(width, height) && component.BorderContact < 1.6f * extent;
    }

    private static bool IsPart(ConnectedComponent component, ConnectedComponent main) =>
        component.Label != main.Label
        && component.Area >= LeastPartArea * main.Area
        && component.Box.LongestSide >= LeastPartExtent * main.Box.LongestSide;

    private void Add(ConnectedComponent component)
    {
        Box = Box.Union(component.Box);
        TouchesBorder |= component.BorderContact > 0;
        Area += component.Area;
        _isSelected[component.Label] = true;
    }
}
