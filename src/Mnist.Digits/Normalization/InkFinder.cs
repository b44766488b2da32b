using System.Buffers;
using System.Numerics.Tensors;

namespace Mnist.Digits.Normalization;

/// <summary>Finds the dark ink that makes up a digit and excludes specks, shadows and paper edges.</summary>
internal static class InkFinder
{
    /// <summary>The width of a blurred edge. With a larger radius, uneven light would count as an edge.</summary>
    public const int EdgeReach = 6;

    // The binarization threshold falls by this factor until a digit appears.
    private const float ThresholdStep = 0.6f;

    // As a share of full ink: the contrast at a stroke's edge.
    private const float EdgeShare = 0.4f;

    // As a share of the difference between ink and paper: the step in brightness that makes an edge visible.
    private const float VisibleEdge = 0.5f;

    // As a share of the outline: nearly all of it is visible around ink, but not around anything else, such as the dark side of
    // a picture, or the space between the desk and a shadow.
    private const float LeastVisible = 0.85f;

    // In grey levels of 255: JPEG artefacts on blank paper have less.
    private const float LeastDifference = 10f;

    private const float TouchingShare = 0.9f;

    /// <summary>Finds the ink, or returns <see langword="null"/> if there is none.</summary>
    /// <param name="contrast">The contrast of each pixel with the paper.</param>
    /// <param name="edges">
    /// The range of the picture's brightness around each pixel; or <see langword="null"/> for that of the contrast.
    /// </param>
    /// <param name="widestGap">The widest gap between parts of a digit, relative to the length of the largest.</param>
    /// <returns>The ink, which is rented.</returns>
    public static Ink? Find(InkContrast contrast, Plane? edges, float widestGap = DigitComponents.UsualGap)
    {
        var plane = contrast.Contrast;
        var strongest = TensorPrimitives.Max<float>(plane.Values);
        for (var threshold = 0.6f * strongest; threshold > contrast.Floor * 0.999f; threshold = Lower(threshold))
        {
            var components = ConnectedComponents.Find(plane, threshold);
            if (DigitComponents.Select(components, plane.Width, plane.Height, widestGap) is { } selection)
            {
                return Refine(contrast, edges, components, selection, widestGap);
            }
        }

        return null;

        float Lower(float threshold) => threshold > contrast.Floor && threshold * ThresholdStep < contrast.Floor
            ? contrast.Floor
            : threshold * ThresholdStep;
    }

    private static Ink? Refine(
        InkContrast contrast, Plane? edges, ConnectedComponents components, DigitComponents selection, float widestGap)
    {
        var plane = contrast.Contrast;
        var level = FullInk(plane, components, selection);
        var refined = ConnectedComponents.Find(plane, MathF.Max(EdgeShare * level, contrast.Floor));
        if (DigitComponents.Select(refined, plane.Width, plane.Height, widestGap) is { } better
            && better.Box.LongestSide >= selection.Box.LongestSide / 2)
        {
            (components, selection) = (refined, better);
            level = FullInk(plane, components, selection);
        }

        var own = edges is null ? MinMaxFilter.Range(plane, EdgeReach, selection.Box) : null;
        var likelihood = Likelihood(contrast, edges ?? own!, components, selection);
        own?.Return();
        // If parts are far apart, the largest alone may be a thick bar: the extent of all of them counts.
        var extent = (widestGap > DigitComponents.UsualGap ? selection.Box : selection.Main.Box).LongestSide;
        return likelihood > 0
            ? new Ink(
                Separate(plane, components, selection), level, selection.Box, selection.Main.Thickness / extent,
                selection.IsOneOfSeveral(components, plane.Width, plane.Height), likelihood)
            : null;
    }

    // Clears all other ink.
    private static Plane Separate(Plane plane, ConnectedComponents components, DigitComponents selection)
    {
        var ink = plane.Copy();
        foreach (var run in components.Runs)
        {
            if (!selection.Contains(run.Label))
            {
                ink.Row(run.Row)[run.Start..run.End].Clear();
            }
        }

        return ink;
    }

    /// <summary>
    /// Returns a rating for comparison with the opposite polarity, in which the components are spaces: between the strokes, or
    /// between the digit and the edge of the paper. Spaces are wider than strokes, and parts of their outline are invisible.
    /// The rating of anything that is not ink is 0.
    /// </summary>
    private static float Likelihood(
        InkContrast contrast, Plane edges, ConnectedComponents components, DigitComponents selection)
    {
        var difference = 0f;
        var (outline, count) = (ArrayPool<float>.Shared.Rent(selection.Area), 0);
        var width = contrast.Contrast.Width;
        var contrasts = contrast.Contrast.Values;
        var papers = contrast.Paper.Values;
        foreach (var run in components.Runs)
        {
            var rowStart = run.Row * width;
            for (var i = rowStart + run.Start; selection.Contains(run.Label) && i < rowStart + run.End; i++)
            {
                difference += contrasts[i] * papers[i] / byte.MaxValue;
                if (components.IsOutline(i))
                {
                    outline[count++] = edges.Values[i];
                }
            }
        }

        difference /= selection.Area;
        var visible = 0;
        foreach (var edge in outline.AsSpan(0, count))
        {
            visible += edge > VisibleEdge * difference ? 1 : 0;
        }

        ArrayPool<float>.Shared.Return(outline);
        var visibleShare = visible / (float)Math.Max(count, 1);
        if (difference < LeastDifference || visibleShare < LeastVisible)
        {
            return 0;
        }

        var strokeShare = 1 - selection.Main.Solidity;
        return difference * (selection.Box.Width + selection.Box.Height)
            * MathF.Pow(strokeShare, 2) * MathF.Pow(visibleShare, 3)
            * (selection.TouchesBorder ? TouchingShare : 1);
    }

    // Strokes are grey at their edges and dark inside, so full ink is an upper quartile.
    private static float FullInk(Plane plane, ConnectedComponents components, DigitComponents selection)
    {
        var values = ArrayPool<float>.Shared.Rent(selection.Area);
        var count = 0;
        foreach (var run in components.Runs)
        {
            if (selection.Contains(run.Label))
            {
                plane.Row(run.Row)[run.Start..run.End].CopyTo(values.AsSpan(count));
                count += run.Length;
            }
        }

        var level = QuickSelect.Select(values.AsSpan(0, count), count * 3 / 4);
        ArrayPool<float>.Shared.Return(values);
        return level;
    }
}

/// <summary>The ink of one digit, found in a picture.</summary>
/// <param name="Contrast">The contrast of the ink; 0 everywhere else.</param>
/// <param name="Level">The contrast of full ink.</param>
/// <param name="Box">The bounding box.</param>
/// <param name="Solidity">How compact the ink is: 1 for a disc, about 0.15 for a digit.</param>
/// <param name="IsOneOfSeveral">Whether something at least half as tall is beside, above or below it.</param>
/// <param name="Likelihood">A rating, larger if more digit-like, that is comparable only within one picture.</param>
internal sealed record Ink(Plane Contrast, float Level, Box Box, float Solidity, bool IsOneOfSeveral, float Likelihood)
{
    /// <summary>Gets a value indicating whether the ink is light on dark, so that the picture was inverted.</summary>
    public bool IsLight { get; init; }

    /// <summary>Returns the memory to the pool. The instance must not be used afterwards.</summary>
    public void Return() => Contrast.Return();
}
