using System.Numerics.Tensors;

namespace Mnist.Digits.Normalization;

/// <summary>
/// How much darker than the paper around it each pixel is, whatever the light: 0 for paper, 255 for black on white.
/// </summary>
internal sealed class InkContrast
{
    /// <summary>
    /// How far around a pixel its paper is looked for, as a share of the picture's longest side. A stroke wider than
    /// twice this would be taken for a background of its own.
    /// </summary>
    private const float BackgroundReach = 0.2f;

    // Paper is never brighter than this to divide by, so that a black corner does not make ink of nothing.
    private const float DarkestPaper = 40f;

    /// <summary>Less is never ink: a wrinkle, or the blocks of a JPEG file.</summary>
    private const float LeastContrast = 14f;

    private const float NoiseMargin = 5f;

    // Ink is made even with the strongest ink at most this far away, as a share of the longest side.
    private const float EvenReach = 0.08f;

    // Times the floor: weaker ink stays weak, or noise would become ink.
    private const float EvenMargin = 2f;

    // Of the strongest ink.
    private const float EvenLimit = 0.6f;
    private const float EvenFloor = 0.35f;

    // One pixel of so many is enough to know the noise by.
    private const int SampleStep = 7;

    private InkContrast(Plane contrast, Plane paper, float floor)
    {
        Contrast = contrast;
        Paper = paper;
        Floor = floor;
    }

    public Plane Contrast { get; }

    /// <summary>Gets how bright the paper is at each pixel, or would be without ink.</summary>
    public Plane Paper { get; }

    /// <summary>Gets the contrast that noise alone does not reach.</summary>
    public float Floor { get; }

    /// <summary>Gets a value indicating whether the picture is noisier than JPEG files and paper are.</summary>
    public bool IsNoisy => Floor > LeastContrast;

    /// <summary>Measures the contrast of dark ink on light paper.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="reach">How far around a pixel its paper is looked for; 0 for what one digit needs.</param>
    /// <param name="goesOn">
    /// Whether the paper is looked for beyond the border too, where the border's pixels go on: a shadow is then paper up to its
    /// corners, and a stroke along the border is lost.
    /// </param>
    public static InkContrast Measure(Plane picture, int reach = 0, bool goesOn = false)
    {
        var darkness = new Plane(picture.Width, picture.Height);
        TensorPrimitives.Subtract(byte.MaxValue, picture.Values, darkness.Values);
        var radius = reach > 0 ? reach : (int)MathF.Ceiling(picture.LongestSide * BackgroundReach);
        var background = (goesOn
            ? MinMaxFilter.Open(darkness.Extend(radius), radius).Crop(radius)
            : MinMaxFilter.Open(darkness, radius)).Values;
        var values = darkness.Values;
        TensorPrimitives.Subtract(values, background, values);
        TensorPrimitives.Multiply(values, byte.MaxValue, values);
        var papers = background;
        TensorPrimitives.Subtract(byte.MaxValue, background, papers);
        TensorPrimitives.Max(papers, DarkestPaper, papers);
        TensorPrimitives.Divide(values, papers, values);

        // Paper's own noise, from its calmer half: an opening leaves all noise above it, so paper is not at 0.
        var sample = new float[(values.Length + SampleStep - 1) / SampleStep];
        for (var i = 0; i < sample.Length; i++)
        {
            sample[i] = values[i * SampleStep];
        }

        var middle = QuickSelect.Select(sample, sample.Length / 4);
        var low = QuickSelect.Select(sample, sample.Length / 10);
        var deviation = (middle - low) / 0.607f; // of a normal distribution, between its 10th and 25th percentile
        var paperLevel = middle + (0.674f * deviation);
        TensorPrimitives.Subtract(values, paperLevel, values);
        TensorPrimitives.Max(values, 0, values);
        return new InkContrast(
            new Plane(picture.Width, picture.Height, values),
            new Plane(picture.Width, picture.Height, papers),
            MathF.Max(LeastContrast, NoiseMargin * deviation));
    }

    /// <summary>Makes all ink about as strong: pencils press unevenly, and strokes fade. Null where there is only noise.</summary>
    public InkContrast? Even()
    {
        var strongest = TensorPrimitives.Max<float>(Contrast.Values);
        var least = EvenMargin * Floor;
        if (least >= EvenLimit * strongest)
        {
            return null;
        }

        var nearby = MinMaxFilter.Greatest(Contrast, (int)MathF.Ceiling(EvenReach * Contrast.LongestSide));
        var values = new float[Contrast.Values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = strongest * Contrast.Values[i] / MathF.Max(nearby.Values[i], least);
        }

        return new InkContrast(new Plane(Contrast.Width, Contrast.Height, values), Paper, MathF.Max(Floor, EvenFloor * strongest));
    }

    /// <summary>Makes paper of some pixels and of those around them.</summary>
    /// <param name="isPaper">Tells which.</param>
    /// <param name="margin">How many pixels around them, in all eight directions.</param>
    public InkContrast Without(bool[] isPaper, int margin)
    {
        var result = Contrast.Copy();
        for (var i = 0; i < isPaper.Length; i++)
        {
            if (!isPaper[i])
            {
                continue;
            }

            var (column, row) = (i % result.Width, i / result.Width);
            var (left, right) = (Math.Max(column - margin, 0), Math.Min(column + margin, result.Width - 1));
            for (var y = Math.Max(row - margin, 0); y <= Math.Min(row + margin, result.Height - 1); y++)
            {
                result.Row(y)[left..(right + 1)].Clear();
            }
        }

        return new InkContrast(result, Paper, Floor);
    }
}
