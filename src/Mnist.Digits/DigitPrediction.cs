using System.Collections.Immutable;
using DenseNetworks;

namespace Mnist.Digits;

/// <summary>What is read in one image. Immutable.</summary>
public sealed class DigitPrediction
{
    internal DigitPrediction(ImmutableArray<byte> pixels, ImmutableArray<float> probabilities, float digitScore, DigitFinding finding)
    {
        Pixels = pixels;
        Probabilities = probabilities;
        DigitScore = digitScore;
        Finding = finding;
        for (var digit = 1; digit < probabilities.Length; digit++)
        {
            if (probabilities[digit] > probabilities[Digit])
            {
                Digit = digit;
            }
        }
    }

    /// <summary>Makes the same prediction with another finding.</summary>
    internal DigitPrediction With(DigitFinding finding) => new(Pixels, Probabilities, DigitScore, finding);

    /// <summary>Gets the likeliest digit, 0 to 9: what the image is most like, also where it is no digit.</summary>
    public int Digit { get; }

    /// <summary>Gets the probability of <see cref="Digit"/>, 0 to 1.</summary>
    public float Confidence => Probabilities[Digit];

    /// <summary>Gets the probability of each digit from 0 to 9, shape <c>[10]</c>: 0 to 1, sum 1.</summary>
    public ImmutableArray<float> Probabilities { get; }

    /// <summary>
    /// Gets the pixels that were read, shape <c>[784]</c>: 28 rows of 28 from the top left, 0 for paper to 255 for ink. Of a picture that was
    /// looked at again they may be others than <see cref="DigitImage.Pixels"/>. Where strokes were read as they were written too, these are the
    /// pixels with strokes as wide as MNIST's.
    /// </summary>
    public ImmutableArray<byte> Pixels { get; }

    /// <summary>
    /// Gets how much the image looks like a digit at all, whichever: the larger, the more. It is the in-distribution score of
    /// <see cref="DenseNetwork.ComputeProbabilities(ReadOnlySpan{float}, Span{float}, out float)"/>, and can be any number; the
    /// least there is, <see cref="float.MinValue"/>, for a network with weights so large that it has no answer. Each digit has the
    /// probability 0.1 then.
    /// </summary>
    public float DigitScore { get; }

    /// <summary>
    /// Gets what was found. An image counts as a digit if there is something on it, no second digit beside it, and its <see cref="DigitScore"/> is at least the
    /// network's <see cref="DenseNetwork.RejectionThreshold"/>, which is chosen so that 99.5 % of real digits are at or above it.
    /// Without a threshold, in files of older versions, every image with something on it does. Networks that were
    /// trained with a background class (<see cref="DenseNetwork.HasBackgroundClass"/>) tell far better than others.
    /// </summary>
    public DigitFinding Finding { get; }

    /// <summary>Gets a value indicating whether <see cref="Finding"/> is <see cref="DigitFinding.Digit"/>.</summary>
    public bool IsDigit => Finding == DigitFinding.Digit;

    /// <summary>
    /// Returns the digit and its probability, such as <c>7 (99.8 %)</c>, or what was found instead, the same in every culture.
    /// </summary>
    /// <returns>The text.</returns>
    public override string ToString() => Finding switch
    {
        DigitFinding.Blank => "blank",
        DigitFinding.TooSmall => "too small",
        DigitFinding.SeveralDigits => "several digits",
        DigitFinding.NoDigit => $"no digit, most like {Digit}",
        _ => FormattableString.Invariant($"{Digit} ({100 * Confidence:F1} %)"),
    };
}
