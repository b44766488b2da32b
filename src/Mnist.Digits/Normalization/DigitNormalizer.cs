using System.Numerics.Tensors;
using Mnist.Digits.Pictures;

namespace Mnist.Digits.Normalization;

/// <summary>Finds the digit in a picture and gives it the form of MNIST.</summary>
internal static class DigitNormalizer
{
    // The longest side of what is looked at: enough for a digit a tenth as large, little enough to be quick.
    private const int MaxSide = 480;
    private const int MinSide = 112;

    // The longest side of what is looked at first, and of a digit there that has strokes enough to see their edges.
    private const int FirstSide = 160;
    private const int LeastFirstExtent = 64;

    // A blurred edge is this wide, in the size that pictures are looked at. Farther, and light from the side is taken for one.
    private const int EdgeReach = 6;
    private const int FirstEdgeReach = 4;

    // In shades: what is fainter is not made clearer.
    private const float LeastRange = 5;

    // How often noise is smoothed: a blur by a deviation of 1.7 pixels.
    private const int CalmingRounds = 6;

    // Of a candidate of the second look.
    private const float MostSolid = 0.25f;

    /// <summary>Finds what is most likely the digit, or <see langword="null"/> if there is none.</summary>
    /// <param name="picture">The picture as <see cref="Prepare"/> gives it.</param>
    public static DigitCandidate? Find(Plane picture)
    {
        // Most digits fill their picture, and a small picture of one is enough.
        var ink = picture.LongestSide > FirstSide ? FindInk(Resampling.Fit(picture, FirstSide), FirstEdgeReach) : null;
        if (ink is null || ink.Box.LongestSide < LeastFirstExtent)
        {
            ink = FindInk(picture);
        }

        return ink is null ? null : DigitCandidate.Of(ink);
    }

    /// <summary>
    /// Finds what else may be the digit: fainter, by thinner strokes, of parts farther apart, without printed lines, by uneven
    /// strokes, beside a shadow, below noise, in the other polarity. Takes several times as long as <see cref="Find"/>.
    /// </summary>
    /// <param name="picture">The picture as <see cref="Prepare"/> gives it.</param>
    /// <param name="found">What <see cref="Find"/> gave.</param>
    public static IReadOnlyList<DigitCandidate> FindOthers(Plane picture, DigitCandidate? found)
    {
        var clear = picture.Stretch(LeastRange);
        var isFaint = !ReferenceEquals(clear, picture);
        var edges = MinMaxFilter.Range(clear, EdgeReach);
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
            Add(Find(contrast, edges, DigitComponents.WideGap));
            foreach (var without in PrintedLines.Remove(contrast))
            {
                Add(Find(without, edges));
            }

            if (contrast.Even() is { } even)
            {
                Add(Find(even, MinMaxFilter.Range(even.Contrast, EdgeReach)));
            }

            Add(Find(InkContrast.Measure(dark, goesOn: true), edges));
            if (contrast.IsNoisy)
            {
                var calm = dark.Smooth(CalmingRounds);
                Add(Find(InkContrast.Measure(calm), MinMaxFilter.Range(calm, EdgeReach)));
            }
        }

        return candidates;

        // What is so solid is a space between strokes; a digit by so thick a pen was found at once.
        static Ink? Find(InkContrast contrast, Plane edges, float widestGap = DigitComponents.UsualGap) =>
            InkFinder.Find(contrast, edges, widestGap) is { Solidity: <= MostSolid } ink ? ink : null;

        void Add(Ink? ink, float strokeWidth = SizeNormalization.MeanStrokeWidth)
        {
            if (ink is not null)
            {
                candidates.Add(DigitCandidate.Of(ink, strokeWidth));
            }
        }
    }

    /// <summary>Brings a picture to the size in which it is looked at.</summary>
    public static Plane Prepare(GreyPicture picture) => Resampling.Fit(picture, MinSide, MaxSide).Smooth();

    /// <summary>Finds the ink, dark on light or light on dark, or <see langword="null"/> if there is none.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="edgeReach">How wide a blurred edge is, in its pixels.</param>
    public static Ink? FindInk(Plane picture, int edgeReach = EdgeReach)
    {
        var edges = MinMaxFilter.Range(picture, edgeReach); // the same for both
        var dark = InkFinder.Find(InkContrast.Measure(picture), edges);
        var light = InkFinder.Find(InkContrast.Measure(Invert(picture)), edges);
        return (dark?.Likelihood ?? 0) >= (light?.Likelihood ?? 0) ? dark : light! with { IsLight = true };
    }

    /// <summary>Makes light dark and dark light.</summary>
    public static Plane Invert(Plane picture)
    {
        var inverted = new Plane(picture.Width, picture.Height);
        TensorPrimitives.Subtract(byte.MaxValue, picture.Values, inverted.Values);
        return inverted;
    }
}
