using System.Numerics.Tensors;
using Mnist.Digits.Pictures;

namespace Mnist.Digits.Normalization;

/// <summary>Finds the digit in a picture and normalizes it to MNIST's format.</summary>
internal static class DigitNormalizer
{
    // The limits of the working picture's longest side: enough for a digit a tenth as large, and still fast.
    private const int MaxSide = 480;
    private const int MinSide = 112;

    // The longest side of the small picture that is searched first, and of a digit that is large enough in it.
    private const int FirstSide = 160;
    private const int LeastFirstExtent = 64;

    // The width of a blurred edge in the small picture.
    private const int FirstEdgeReach = 4;

    // In grey levels of 255: a picture with a smaller range is not stretched.
    private const float LeastRange = 5;

    // Rounds of smoothing against noise: together a Gaussian blur with a standard deviation of 1.7 pixels.
    private const int CalmingRounds = 6;

    // The greatest solidity of other candidates.
    private const float MostSolid = 0.25f;

    /// <summary>Finds the most likely digit, or returns <see langword="null"/> if there is none.</summary>
    /// <param name="picture">A picture from <see cref="Prepare"/>.</param>
    public static DigitCandidate? Find(Plane picture)
    {
        // Most digits fill their picture, so a small version of it is enough.
        var small = picture.LongestSide > FirstSide ? Resampling.Fit(picture, FirstSide) : null;
        var ink = small is null ? null : FindInk(small, FirstEdgeReach);
        small?.Return();
        if (ink is null || ink.Box.LongestSide < LeastFirstExtent)
        {
            ink?.Return();
            ink = FindInk(picture);
        }

        var candidate = ink is null ? null : DigitCandidate.Of(ink);
        ink?.Return();
        return candidate;
    }

    /// <summary>
    /// Finds other candidates for the digit: with its contrast stretched, strokes thinner, parts farther apart, printed lines
    /// removed, uneven strokes levelled, shadows or noise suppressed, or polarity inverted. Takes several times as long as
    /// <see cref="Find"/>.
    /// </summary>
    /// <param name="picture">A picture from <see cref="Prepare"/>.</param>
    /// <param name="found">The result of <see cref="Find"/> for it.</param>
    public static IReadOnlyList<DigitCandidate> FindOthers(Plane picture, DigitCandidate? found)
    {
        var clear = picture.Stretch(LeastRange);
        var isFaint = !ReferenceEquals(clear, picture);
        var edges = MinMaxFilter.Range(clear, InkFinder.EdgeReach);
        var candidates = new List<DigitCandidate>();
        foreach (var isLight in new[] { false, true })
        {
            var dark = isLight ? Invert(clear) : clear;
            var contrast = InkContrast.Measure(dark);
            var ink = Find(contrast, edges);
            if (isFaint || found?.IsLight != isLight)
            {
                Add(ink);
            }

            Add(ink, SizeNormalization.ThinStrokeWidth);
            ink?.Return();
            AddFound(contrast, edges, DigitComponents.WideGap);
            foreach (var without in PrintedLines.Remove(contrast))
            {
                AddFound(without, edges);
                without.Contrast.Return();
            }

            AddLevelled(contrast.Even());
            AddLevelled(contrast.Saturate());
            var beyond = InkContrast.Measure(dark, goesOn: true);
            AddFound(beyond, edges);
            AddLevelled(beyond.Saturate());
            beyond.Return();
            if (contrast.IsNoisy)
            {
                var calm = dark.Smooth(CalmingRounds);
                var calmContrast = InkContrast.Measure(calm);
                var calmEdges = MinMaxFilter.Range(calm, InkFinder.EdgeReach);
                AddFound(calmContrast, calmEdges);
                AddLevelled(calmContrast.Saturate());
                calm.Return();
                calmEdges.Return();
                calmContrast.Return();
            }

            contrast.Return();
            if (isLight)
            {
                dark.Return();
            }
        }

        edges.Return();
        return candidates;

        // A more solid component is the space between strokes. A digit written with so thick a pen was found in the first pass.
        static Ink? Find(InkContrast contrast, Plane? edges, float widestGap = DigitComponents.UsualGap)
        {
            var ink = InkFinder.Find(contrast, edges, widestGap);
            if (ink is { Solidity: > MostSolid })
            {
                ink.Return();
                return null;
            }

            return ink;
        }

        void AddFound(InkContrast contrast, Plane? edges, float widestGap = DigitComponents.UsualGap)
        {
            var ink = Find(contrast, edges, widestGap);
            Add(ink);
            ink?.Return();
        }

        // Levelled strokes have edges that are not visible in the picture.
        void AddLevelled(InkContrast? contrast)
        {
            if (contrast is not null)
            {
                AddFound(contrast, edges: null);
                contrast.Contrast.Return();
            }
        }

        void Add(Ink? ink, float strokeWidth = SizeNormalization.MeanStrokeWidth)
        {
            if (ink is not null)
            {
                candidates.Add(DigitCandidate.Of(ink, strokeWidth));
            }
        }
    }

    /// <summary>Resizes a picture to the working size and smooths it.</summary>
    public static Plane Prepare(GreyView picture)
    {
        var sized = Resampling.Fit(picture, MinSide, MaxSide);
        var smooth = sized.Smooth();
        sized.Return();
        return smooth;
    }

    /// <summary>Finds the ink, dark on light or light on dark, or returns <see langword="null"/> if there is none.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="edgeReach">The width of a blurred edge, in pixels.</param>
    /// <returns>The ink, which is rented.</returns>
    public static Ink? FindInk(Plane picture, int edgeReach = InkFinder.EdgeReach)
    {
        var edges = MinMaxFilter.Range(picture, edgeReach); // the same for both polarities
        var contrast = InkContrast.Measure(picture);
        var dark = InkFinder.Find(contrast, edges);
        var inverted = Invert(picture);
        var otherContrast = InkContrast.Measure(inverted);
        var light = InkFinder.Find(otherContrast, edges);
        edges.Return();
        contrast.Return();
        inverted.Return();
        otherContrast.Return();
        var isDark = (dark?.Likelihood ?? 0) >= (light?.Likelihood ?? 0);
        (isDark ? light : dark)?.Return();
        return isDark ? dark : light! with { IsLight = true };
    }

    public static Plane Invert(Plane picture)
    {
        var inverted = Plane.Rent(picture.Width, picture.Height);
        TensorPrimitives.Subtract(byte.MaxValue, picture.Values, inverted.Values);
        return inverted;
    }
}
