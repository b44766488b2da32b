using System.Collections.Immutable;

namespace Mnist.Classifier;

/// <summary>What a <see cref="MnistClassifier"/> makes of one image. Immutable.</summary>
public sealed class DigitPrediction
{
    internal DigitPrediction(ImmutableArray<float> probabilities)
    {
        Probabilities = probabilities;
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

    /// <summary>Returns the digit and its probability, such as <c>7 (99.8 %)</c>, the same in every culture.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Digit} ({100 * Confidence:F1} %)");
}
