using System.Numerics.Tensors;

namespace Mnist.Digits.Pages;

/// <summary>
/// Scores segments of ink: the sum over those of a way to cut is the logarithm of how likely it is, but for a constant. The weights make
/// the correct ways to cut numbers of held-out digits most likely: a conditional random field (J. Lafferty et al. 2001).
/// </summary>
internal static class SegmentScore
{
    public const int FeatureCount = 17;

    /// <summary>1 for a digit.</summary>
    public const int Digit = 0;

    /// <summary>The width of what is no digit.</summary>
    public const int OtherWidth = 16;

    /// <summary>1 for a piece of ink that is neither cut nor joined.</summary>
    public const int Whole = 12;

    private const int Other = 15;

    private static readonly float[] Weights =
    [
        -2.2f, 0.34f, 0.24f, 0.36f, 4, -4.5f, -2, -1.2f, -0.9f, 1, -0.3f, -0.15f, 1.25f, 0.7f, -0.2f, -2.1f, -0.45f,
    ];

    public static float Of(float[] features) => TensorPrimitives.Dot<float>(features, Weights);

    /// <summary>Describes a segment that is read as a digit.</summary>
    /// <param name="prediction">What it is read as.</param>
    /// <param name="threshold">The score from which on something is a digit.</param>
    /// <param name="width">Its width, in heights of the group's digits.</param>
    /// <param name="height">Its height in the same unit.</param>
    /// <param name="left">How much ink the cut on its left crosses, in strokes.</param>
    /// <param name="right">The same on its right.</param>
    /// <param name="isWhole">Whether it is a piece of ink that is not cut.</param>
    /// <param name="gap">How far apart the pieces are that it is made of, in the same unit; null where it is one.</param>
    public static float[] Describe(
        DigitPrediction prediction, float threshold, float width, float height, float left, float right, bool isWhole, float? gap)
    {
        var score = prediction.DigitScore - threshold;
        var isOne = prediction.Digit == 1;
        return
        [
            1,
            Math.Clamp(score, -10, 0),
            Math.Clamp(score, 0, 6),
            Math.Clamp(score - 6, 0, 10),
            MathF.Max(MathF.Log(prediction.Confidence), -5),
            MathF.Max(0.75f - height, 0),
            MathF.Max(width - 0.95f, 0),
            isOne ? 0 : MathF.Max(0.5f - width, 0),
            isOne ? 1 : 0,
            isOne ? MathF.Max(width - 0.5f, 0) : 0,
            MathF.Min(left, 3) + MathF.Min(right, 3),
            (left > 1.6f ? 1 : 0) + (right > 1.6f ? 1 : 0),
            isWhole ? 1 : 0,
            gap is null ? 0 : 1,
            gap ?? 0,
            0,
            0,
        ];
    }

    /// <summary>Describes a piece of ink that is no digit.</summary>
    /// <param name="width">Its width, in heights of the group's digits.</param>
    public static float[] DescribeOther(float width)
    {
        var features = new float[FeatureCount];
        (features[Other], features[OtherWidth]) = (1, width);
        return features;
    }
}
