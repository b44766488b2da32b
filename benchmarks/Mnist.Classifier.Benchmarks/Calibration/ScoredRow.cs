using Microsoft.ML.Data;

namespace Mnist.Classifier.Benchmarks;

/// <summary>A scored digit, as ML.NET evaluates it.</summary>
internal sealed class ScoredRow
{
    private const int ClassCount = 10;

    /// <summary>Gets or sets the digit, as a key: 1 for 0 to 10 for 9.</summary>
    [KeyType(ClassCount)]
    public uint Label { get; set; }

    /// <summary>Gets or sets the probability of each digit.</summary>
    [VectorType(ClassCount)]
    public float[] Score { get; set; } = [];

    /// <summary>Creates the row of a digit.</summary>
    /// <param name="probabilities">The probability of each digit.</param>
    /// <param name="label">The digit, 0 to 9.</param>
    public static ScoredRow Of(double[] probabilities, int label) =>
        new() { Label = (uint)label, Score = Array.ConvertAll(probabilities, probability => (float)probability) };
}
