using System.Numerics.Tensors;

namespace Mnist.Digits.Normalization;

/// <summary>Finds the components of dark ink that make up a digit, and leaves specks, shadows and edges of paper.</summary>
internal static class InkFinder
{
    // Thresholds fall by this factor until a digit shows.
    private const float ThresholdStep = 0.6f;

    // Of full ink: what still belongs to a stroke.
    private const float EdgeShare = 0.4f;

    // Of the difference between ink and paper: what makes a part of the outline visible.
    private const float VisibleEdge = 0.5f;

    // Of the outline: nearly all of it is visible around ink, and some of it never is around anything else, such as the
    // dark side of a picture or what lies between the desk and a shadow.
    private const float LeastVisible = 0.85f;

    // In shades of 255: less is what JPEG makes of blank paper.
    private const float LeastDifference = 10f;

    private const float TouchingShare = 0.9f;

    /// <summary>Finds the ink, or <see langword="null"/> if there is none.</summary>
    /// <param name="contrast">How much darker than paper each pixel is.</param>
    /// <param name="edges">How much the picture's brightness changes close to each pixel.</param>
    /// <param name="widestGap">How far apart the parts of a digit may be, in lengths of the largest.</param>
    public static Ink? Find(InkContrast contrast, Plane edges, float widestGap = DigitComponents.UsualGap)
    {
        var plane = contrast.Contrast;
        var strongest = TensorPrimitives.Max<float>(plane.Values);
        for (var threshold = 0.6f * strongest; threshold > contrast.Floor * 0.999f; threshold = Lower(threshold))
        {
            var components = ConnectedComponents.Find(plane, threshold);
            if (DigitComponents.Select(components.All, plane.Width, plane.Height, widestGap) is { } selection)
            {
                return Refine(contrast, edges, components, selection, widestGap);
            }
        }

        return null;

        float Lower(float threshold) =>
            threshold > contrast.Floor && threshold * ThresholdStep < contrast.Floor ? contrast.Floor : threshold * ThresholdStep;
    }

    private static Ink? Refine(InkContrast contrast, Plane edges, ConnectedComponents components, DigitComponents selection, float widestGap)
    {
        var plane = contrast.Contrast;
        var level = FullInk(plane, components, selection);
        var refined = ConnectedComponents.Find(plane, MathF.Max(EdgeShare * level, contrast.Floor));
        if (DigitComponents.Select(refined.All, plane.Width, plane.Height, widestGap) is { } better
            && better.Box.LongestSide >= selection.Box.LongestSide / 2)
        {
            (components, selection) = (refined, better);
            level = FullInk(plane, components, selection);
        }

        var ink = new float[plane.Values.Length];
        for (var i = 0; i < ink.Length; i++)
        {
            var label = components.LabelAt(i);
            ink[i] = label == 0 || selection.Contains(label) ? plane.Values[i] : 0;
        }

        var likelihood = Likelihood(contrast, edges, components, selection);
        return likelihood > 0
            ? new Ink(
                new Plane(plane.Width, plane.Height, ink), level, selection.Box, selection.Main.Solidity,
                selection.IsOneOfSeveral(components.All, plane.Width, plane.Height), likelihood)
            : null;
    }

    /// <summary>
    /// Rates a find against the one of the other polarity, which consists of spaces: between the strokes, or between
    /// the digit and the edge of the paper. Spaces are wider than strokes, and some of their outline is where nothing
    /// is to be seen. 0 is for what is no ink at all.
    /// </summary>
    private static float Likelihood(InkContrast contrast, Plane edges, ConnectedComponents components, DigitComponents selection)
    {
        var difference = 0f;
        var outline = new List<float>();
        for (var i = 0; i < contrast.Contrast.Values.Length; i++)
        {
            if (selection.Contains(components.LabelAt(i)))
            {
                difference += contrast.Contrast.Values[i] * contrast.Paper.Values[i] / byte.MaxValue;
                if (components.IsOutline(i))
                {
                    outline.Add(edges.Values[i]);
                }
            }
        }

        difference /= selection.Area;
        var visibleShare = outline.Count(edge => edge > VisibleEdge * difference) / (float)Math.Max(outline.Count, 1);
        if (difference < LeastDifference || visibleShare < LeastVisible)
        {
            return 0;
        }

        var strokeShare = 1 - selection.Main.Solidity;
        return difference * (selection.Box.Width + selection.Box.Height)
            * MathF.Pow(strokeShare, 2) * MathF.Pow(visibleShare, 3)
            * (selection.TouchesBorder ? TouchingShare : 1);
    }

    // Strokes are grey at their edges and dark inside.
    private static float FullInk(Plane plane, ConnectedComponents components, DigitComponents selection)
    {
        var values = new float[selection.Area];
        var count = 0;
        for (var i = 0; i < plane.Values.Length; i++)
        {
            if (selection.Contains(components.LabelAt(i)))
            {
                values[count++] = plane.Values[i];
            }
        }

        return QuickSelect.Select(values, values.Length * 3 / 4);
    }
}

/// <summary>The ink of one digit, found in a picture.</summary>
/// <param name="Contrast">What is ink, by how much; 0 where other things are.</param>
/// <param name="Level">The contrast of full ink.</param>
/// <param name="Box">What the digit fits in.</param>
/// <param name="Solidity">How blob-like it is: 1 for a disc, about 0.15 for a digit.</param>
/// <param name="IsOneOfSeveral">Whether something at least half as tall is written beside, above or below it.</param>
/// <param name="Likelihood">Larger for more digit-like finds; only for comparing two finds in one picture.</param>
internal sealed record Ink(Plane Contrast, float Level, Box Box, float Solidity, bool IsOneOfSeveral, float Likelihood)
{
    /// <summary>Gets a value indicating whether the picture was inverted, so that this is light on dark.</summary>
    public bool IsLight { get; init; }
}
