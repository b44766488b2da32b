using System.Numerics.Tensors;

namespace Mnist.Digits.Normalization;

/// <summary>
/// The contrast of each pixel with the paper around it, corrected for uneven light: 0 for paper, 255 for black on white.
/// </summary>
internal sealed class InkContrast
{
    /// <summary>
    /// The radius within which a pixel's paper is estimated, as a share of the picture's longest side. A stroke wider than
    /// twice the radius would count as background.
    /// </summary>
    private const float BackgroundReach = 0.2f;

    // A lower bound for the divisor, so that noise in a black corner does not become ink.
    private const float DarkestPaper = 40f;

    /// <summary>Anything weaker is not ink but a wrinkle or a JPEG artefact.</summary>
    private const float LeastContrast = 14f;

    private const float NoiseMargin = 5f;

    // Ink is levelled to the strongest ink within this radius, as a share of the longest side.
    private const float EvenReach = 0.08f;

    // As a multiple of the floor: weaker ink is not levelled, or noise would become ink.
    private const float EvenMargin = 2f;

    // As a share of the strongest ink.
    private const float EvenLimit = 0.6f;
    private const float EvenFloor = 0.35f;

    // Noise is estimated from every seventh pixel.
    private const int SampleStep = 7;

    private InkContrast(Plane contrast, Plane paper, float floor)
    {
        Contrast = contrast;
        Paper = paper;
        Floor = floor;
    }

    public Plane Contrast { get; }

    /// <summary>Gets the estimated brightness of the paper at each pixel.</summary>
    public Plane Paper { get; }

    /// <summary>Gets the noise floor: a contrast that noise alone does not reach.</summary>
    public float Floor { get; }

    /// <summary>Gets a value indicating whether the picture is noisier than paper and JPEG artefacts.</summary>
    public bool IsNoisy => Floor > LeastContrast;

    /// <summary>Measures the contrast of dark ink on light paper.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="reach">The radius in which paper is estimated, in pixels, or 0 for the default for one digit.</param>
    /// <param name="goesOn">
    /// Whether the picture is padded with its border pixels. A shadow is then removed up to its corners, but a stroke along the
    /// border is lost.
    /// </param>
    public static InkContrast Measure(Plane picture, int reach = 0, bool goesOn = false)
    {
        var darkness = Plane.Rent(picture.Width, picture.Height);
        TensorPrimitives.Subtract(byte.MaxValue, picture.Values, darkness.Values);
        var radius = reach > 0 ? reach : (int)MathF.Ceiling(picture.LongestSide * BackgroundReach);
        var background = goesOn ? OpenExtended(darkness, radius) : MinMaxFilter.Open(darkness, radius);
        var values = darkness.Values;
        TensorPrimitives.Subtract(values, background.Values, values);
        TensorPrimitives.Multiply(values, byte.MaxValue, values);
        var papers = background.Values;
        TensorPrimitives.Subtract(byte.MaxValue, papers, papers);
        TensorPrimitives.Max(papers, DarkestPaper, papers);
        TensorPrimitives.Divide(values, papers, values);

        // An opening lies below all noise, so paper is above 0. Its noise is estimated from low percentiles, where there is no
        // ink.
        var samples = Plane.Rent((values.Length + SampleStep - 1) / SampleStep, 1);
        var sample = samples.Values;
        for (var i = 0; i < sample.Length; i++)
        {
            sample[i] = values[i * SampleStep];
        }

        var middle = QuickSelect.Select(sample, sample.Length / 4);
        var low = QuickSelect.Select(sample, sample.Length / 10);
        var deviation = (middle - low) / 0.607f; // between the 10th and 25th percentiles of a normal distribution
        var paperLevel = middle + (0.674f * deviation);
        TensorPrimitives.Subtract(values, paperLevel, values);
        TensorPrimitives.Max(values, 0, values);
        samples.Return();
        return new InkContrast(darkness, background, MathF.Max(LeastContrast, NoiseMargin * deviation));
    }

    /// <summary>
    /// Returns the contrast clipped to just above the noise, where faint pencil strokes are as strong as dark ones.
    /// </summary>
    public InkContrast Saturate()
    {
        var saturated = Plane.Rent(Contrast.Width, Contrast.Height);
        TensorPrimitives.Min(Contrast.Values, EvenMargin * Floor, saturated.Values);
        return new InkContrast(saturated, Paper, Floor);
    }

    /// <summary>
    /// Returns the contrast relative to the strongest ink nearby, which levels uneven and fading strokes, or
    /// <see langword="null"/> if there is only noise.
    /// </summary>
    public InkContrast? Even()
    {
        var strongest = TensorPrimitives.Max<float>(Contrast.Values);
        var least = EvenMargin * Floor;
        if (least >= EvenLimit * strongest)
        {
            return null;
        }

        var nearby = MinMaxFilter.Greatest(Contrast, (int)MathF.Ceiling(EvenReach * Contrast.LongestSide));
        var even = Plane.Rent(Contrast.Width, Contrast.Height);
        TensorPrimitives.Max(nearby.Values, least, nearby.Values);
        TensorPrimitives.Multiply(Contrast.Values, strongest, even.Values);
        TensorPrimitives.Divide(even.Values, nearby.Values, even.Values);
        nearby.Return();
        return new InkContrast(even, Paper, MathF.Max(Floor, EvenFloor * strongest));
    }

    /// <summary>
    /// Returns the memory to the pool. This instance, and those that were made of it, must not be used afterwards.
    /// </summary>
    public void Return()
    {
        Contrast.Return();
        Paper.Return();
    }

    private static Plane OpenExtended(Plane darkness, int margin)
    {
        var extended = darkness.Extend(margin);
        var opened = MinMaxFilter.Open(extended, margin);
        var background = opened.Crop(new Box(margin, margin, margin + darkness.Width - 1, margin + darkness.Height - 1));
        extended.Return();
        opened.Return();
        return background;
    }

    /// <summary>Returns the contrast with some boxes, and a margin around them, replaced by paper.</summary>
    /// <param name="boxes">What to replace.</param>
    /// <param name="margin">The margin in all eight directions, in pixels.</param>
    public InkContrast Without(IEnumerable<Box> boxes, int margin)
    {
        var result = Contrast.Copy();
        foreach (var box in boxes)
        {
            var part = box.Grow(margin, result.Width, result.Height);
            for (var row = part.Top; row <= part.Bottom; row++)
            {
                result.Row(row).Slice(part.Left, part.Width).Clear();
            }
        }

        return new InkContrast(result, Paper, Floor);
    }
}
