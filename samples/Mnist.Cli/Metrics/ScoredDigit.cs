using Microsoft.ML.Data;
using Mnist.Digits;

namespace Mnist.Cli.Metrics;

/// <summary>A prediction and its label, for ML.NET's evaluators.</summary>
internal sealed class ScoredDigit
{
    public ScoredDigit(int label, DigitPrediction prediction)
    {
        // ML.NET reads keys of objects from 0, and converts them to its own, which count from 1.
        Label = (uint)label;
        PredictedLabel = (uint)prediction.Digit;
        Score = [.. prediction.Probabilities];
    }

    [KeyType(ConfusionMatrix.DigitCount)]
    public uint Label { get; set; }

    [KeyType(ConfusionMatrix.DigitCount)]
    public uint PredictedLabel { get; set; }

    [VectorType(ConfusionMatrix.DigitCount)]
    public float[] Score { get; set; }
}
