using Microsoft.ML.Data;
using Mnist.Digits;

namespace Mnist.Cli.Metrics;

/// <summary>A prediction and its label, as ML.NET's evaluators read them.</summary>
internal sealed class ScoredDigit
{
    private const int ClassCount = 10;

    public ScoredDigit(int label, DigitPrediction prediction)
    {
        // Of objects, ML.NET takes keys that count from 0, and makes its own of them, which count from 1.
        Label = (uint)label;
        PredictedLabel = (uint)prediction.Digit;
        Score = [.. prediction.Probabilities];
    }

    [KeyType(ClassCount)]
    public uint Label { get; set; }

    [KeyType(ClassCount)]
    public uint PredictedLabel { get; set; }

    [VectorType(ClassCount)]
    public float[] Score { get; set; }
}
