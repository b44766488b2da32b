using System.Collections.Immutable;
using DenseNetworks;

namespace Mnist.Digits;

/// <summary>What is read in one image. Immutable.</summary>
public sealed class DigitPrediction
{
    internal DigitPrediction(ImmutableArray<float> probabilities, float digitScore, bool isDigit)
    {
        Probabilities = probabilities;
        DigitScore = digitScore;
        IsDigit = isDigit;
        for (var digit = 1; digit < probabilities.Length; digit++)
        {
            if (probabilities[digit] > probabilities[Digit])
            {
                Digit = digit;
            }
        }
    }

    /// <summary>Gets the likeliest digit, 0 to 9.</summary>
    public int Digit { get; }

    /// <summary>Gets the probability of <see cref="Digit"/>, 0 to 1.</summary>
    public float Confidence => Probabilities[Digit];

    /// <summary>Gets the probability of each digit from 0 to 9, shape <c>[10]</c>: 0 to 1, sum 1.</summary>
    public ImmutableArray<float> Probabilities { get; }

    /// <summary>
    /// Gets how much the image looks like a digit at all, whichever: the larger, the more. It is the known score of
    /// <see cref="DenseNetwork.ComputeProbabilities(ReadOnlySpan{float}, Span{float}, out float)"/>, and can be any number.
    /// </summary>
    public float DigitScore { get; }

    /// <summary>
    /// Gets whether the image counts as a digit: <see cref="DigitScore"/> is at least the network's
    /// <see cref="DenseNetwork.KnownThreshold"/>, which is chosen so that one image in a hundred of real digits is below it, or
    /// fewer. It is <see langword="true"/> for every image if the network has no threshold, because its file is an older one.
    /// Networks that were trained with a background class (<see cref="DenseNetwork.HasBackgroundClass"/>) tell far better than others.
    /// </summary>
    public bool IsDigit { get; }

    /// <summary>Returns the digit and its probability, such as <c>7 (99.8 %)</c>, the same in every culture.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Digit} ({100 * Confidence:F1} %)");
}
