namespace Mnist.Digits.Normalization;

/// <summary>The components of ink that make up one digit.</summary>
internal sealed class DigitComponents
{
    // Of the picture's longest side: less is a speck.
    private const float LeastExtent = 1 / 24f;

    // A digit is made of strokes. A disc has 1, a sheet of paper about 0.7, the thickest digits 0.5.
    private const float MostSolid = 0.6f;

    // Of the picture's shorter side: a digit that touches the border reaches this far into the picture; what only lies
    // along the border is the desk.
    private const float LeastDepth = 0.3f;

    // Of the main component: smaller and farther components are dirt.
    private const float LeastPartArea = 0.015f;
    private const float LeastPartExtent = 0.1f;
    // A digit has few; what has more is a pattern, whose parts would take long to join.
    private const int MostParts = 100;

    // Of the picture's side, and of its own length: a straight line printed beside a digit is longer and thinner than a 1.
    private const float ShortestLine = 0.7f;
    private const float ThickestLine = 0.06f;

    // Of the main component: a stroke at least as tall and as large that is apart from it is another digit.
    private const float LeastOtherHeight = 0.5f;
    private const float LeastOtherArea = 0.25f;

    /// <summary>In lengths of the largest component: what is farther is no part of the digit.</summary>
    public const float UsualGap = 0.25f;

    /// <summary>Of parts that the pen left far apart, such as the bar of a 5.</summary>
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

    /// <summary>Gets how many pixels the components have together.</summary>
    public int Area { get; private set; }

    /// <param name="label">The number of a component, or 0 for paper, which most of a picture is.</param>
    public bool Contains(int label) => _isSelected[label];

    /// <summary>Selects the digit's components, or <see langword="null"/> if none can be a digit.</summary>
    public static DigitComponents? Select(IReadOnlyList<ConnectedComponent> components, int width, int height, float widestGap)
    {
        var strokes = components.Where(component => IsStroke(component, width, height)).OrderByDescending(component => component.Area).ToList();
        if (strokes.Count == 0)
        {
            return null;
        }

        var main = strokes[0];
        var selection = new DigitComponents(main, components.Count);
        var parts = components.Where(component => component.BorderContact == 0 && IsPart(component, main)).OrderByDescending(component => component.Area).Take(MostParts).ToList();
        while (parts.FindIndex(part => part.Box.Gap(selection.Box) <= widestGap * main.Box.LongestSide) is >= 0 and var next)
        {
            selection.Add(parts[next]);
            parts.RemoveAt(next);
        }

        return selection;
    }

    /// <summary>Tells whether something at least half as tall is written beside, above or below the digit.</summary>
    public bool IsOneOfSeveral(IReadOnlyList<ConnectedComponent> components, int width, int height) => components.Any(component =>
        !Contains(component.Label)
        && component.Box.Height >= LeastOtherHeight * Main.Box.Height
        && component.Area >= LeastOtherArea * Main.Area
        && component.Box.Gap(Main.Box) > 0
        && !IsLine(component, width, height)
        && IsStroke(component, width, height));

    private static bool IsLine(ConnectedComponent component, int width, int height) =>
        component.Box.LongestSide >= ShortestLine * Math.Min(width, height)
        && Math.Min(component.Box.Width, component.Box.Height) <= ThickestLine * component.Box.LongestSide;

    private static bool IsStroke(ConnectedComponent component, int width, int height)
    {
        var (box, extent) = (component.Box, component.Box.LongestSide);
        if (extent < LeastExtent * Math.Max(width, height) || component.Solidity > MostSolid)
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
