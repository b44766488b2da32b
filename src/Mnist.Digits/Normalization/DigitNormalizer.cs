using Mnist.Digits.Pictures;

namespace Mnist.Digits.Normalization;

/// <summary>Finds the digit in a picture and gives it the form of MNIST.</summary>
internal static class DigitNormalizer
{
    // The longest side of what is looked at: enough for a digit a tenth as large, little enough to be quick.
    private const int MaxSide = 480;
    private const int MinSide = 112;

    // A blurred edge is this wide, in the size that pictures are looked at.
    private const int EdgeReach = 6;

    /// <summary>Finds what is most likely the digit, or <see langword="null"/> if there is none.</summary>
    /// <param name="picture">The picture as <see cref="Prepare"/> gives it.</param>
    public static DigitCandidate? Find(Plane picture) => FindInk(picture) is { } ink ? DigitCandidate.Of(ink) : null;

    /// <summary>
    /// Finds what else may be the digit: without printed lines, by uneven strokes, in the other polarity. Takes several times as
    /// long as <see cref="Find"/>.
    /// </summary>
    /// <param name="picture">The picture as <see cref="Prepare"/> gives it.</param>
    /// <param name="found">What <see cref="Find"/> gave.</param>
    public static IReadOnlyList<DigitCandidate> FindOthers(Plane picture, DigitCandidate? found)
    {
        var edges = SlidingExtremes.Range(picture, EdgeReach);
        var candidates = new List<DigitCandidate>();
        foreach (var isLight in new[] { false, true })
        {
            var contrast = InkContrast.Measure(isLight ? Invert(picture) : picture);
            if (found?.IsLight != isLight)
            {
                Add(contrast, edges);
            }

            foreach (var without in PrintedLines.Remove(contrast))
            {
                Add(without, edges);
            }

            if (contrast.Even() is { } even)
            {
                Add(even, SlidingExtremes.Range(even.Contrast, EdgeReach));
            }
        }

        return candidates;

        void Add(InkContrast contrast, Plane around)
        {
            if (InkFinder.Find(contrast, around) is { } ink)
            {
                candidates.Add(DigitCandidate.Of(ink));
            }
        }
    }

    /// <summary>Brings a picture to the size in which it is looked at.</summary>
    public static Plane Prepare(GreyPicture picture) => Resampling.Fit(picture, MinSide, MaxSide).Smooth();

    /// <summary>Finds the ink, dark on light or light on dark, or <see langword="null"/> if there is none.</summary>
    public static Ink? FindInk(Plane picture)
    {
        var edges = SlidingExtremes.Range(picture, EdgeReach); // the same for both
        var dark = InkFinder.Find(InkContrast.Measure(picture), edges);
        var light = InkFinder.Find(InkContrast.Measure(Invert(picture)), edges);
        return (dark?.Likelihood ?? 0) >= (light?.Likelihood ?? 0) ? dark : light! with { IsLight = true };
    }

    /// <summary>Makes light dark and dark light.</summary>
    public static Plane Invert(Plane picture) => picture.Map(grey => byte.MaxValue - grey);
}
