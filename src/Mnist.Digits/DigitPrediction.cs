using System.Collections.Immutable;
using DenseNetworks;

namespace Mnist.Digits;

/// <summary>Represents what <see cref="DigitReader"/> read in one image. This type is immutable.</summary>
public sealed class DigitPrediction
{
    internal DigitPrediction(
        ImmutableArray<byte> pixels, ImmutableArray<float> probabilities, float digitScore, DigitFinding finding)
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


    internal DigitPrediction With(DigitFinding finding) => new(Pixels, Probabilities, DigitScore, finding);

    /// <summary>
    /// Gets the most probable digit, from 0 to 9. If the image is not a digit, this is the one that it resembles most.
    /// </summary>
    public int Digit { get; }

    /// <summary>Gets the probability of <see cref="Digit"/>, from 0 to 1.</summary>
    public float Confidence => Probabilities[Digit];

    /// <summary>Gets the 10 probabilities of the digits 0 to 9. Each is from 0 to 1, and they sum to 1.</summary>
    public ImmutableArray<float> Probabilities { get; }

    /// <summary>
    /// Gets the 784 pixels that were classified: 28 rows of 28 from the top left, from 0 for paper to 255 for ink.
    /// </summary>
    /// <remarks>
    /// They differ from <see cref="DigitImage.Pixels"/> if another candidate in the picture looked more like a digit. If the
    /// network classified the digit with its original strokes as well, these are the pixels with strokes as wide as MNIST's.
    /// </remarks>
    public ImmutableArray<byte> Pixels { get; }

    /// <summary>
    /// Gets the in-distribution score, which says how much the image looks like any digit at all. Larger is more digit-like.
    /// </summary>
    /// <remarks>
    /// The score comes from <see cref="DenseNetwork.ComputeProbabilities(ReadOnlySpan{float}, Span{float}, out float)"/> and
    /// has no fixed range. If the network's weights are so large that its computation overflows, the score is
    /// <see cref="float.MinValue"/> and each digit has the probability 0.1.
    /// </remarks>
    public float DigitScore { get; }

    /// <summary>Gets a value that specifies what the image contains.</summary>
    /// <remarks>
    /// An image counts as a digit if it is not blank, has no second digit beside the first, and its <see cref="DigitScore"/> is
    /// at least the network's <see cref="DenseNetwork.RejectionThreshold"/>, which 99.5 % of real digits reach. If the network
    /// has no rejection threshold, the score does not matter. Networks trained with a background class
    /// (<see cref="DenseNetwork.HasBackgroundClass"/>) reject far more reliably than others.
    /// </remarks>
    public DigitFinding Finding { get; }

    /// <summary>Gets a value indicating whether the image contains exactly one digit.</summary>
    /// <value>
    /// <see langword="true"/> if <see cref="Finding"/> is <see cref="DigitFinding.Digit"/>; otherwise, <see langword="false"/>.
    /// </value>
    public bool IsDigit => Finding == DigitFinding.Digit;

    /// <summary>
    /// Returns the digit and its probability, such as <c>7 (99.8 %)</c>, or what was found instead, in the invariant culture.
    /// </summary>
    /// <returns>A description of the prediction.</returns>
    public override string ToString() => Finding switch
    {
        DigitFinding.Blank => "blank",
        DigitFinding.TooSmall => "too small",
        DigitFinding.SeveralDigits => "several digits",
        DigitFinding.NoDigit => $"no digit, most like {Digit}",
        _ => FormattableString.Invariant($"{Digit} ({100 * Confidence:F1} %)"),
    };
}
