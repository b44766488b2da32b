using Microsoft.ML.Data;
using Mnist.Classifier;

namespace Mnist.Cli.Report.Judging;

/// <summary>A prediction and its label, as ML.NET's evaluators read them.</summary>
internal sealed class ScoredDigit
{
    private const int ClassCount = 10;

    public ScoredDigit(int label, DigitPrediction prediction)
    {
        // A key counts from 1: 0 is a missing one.
        Label = (uint)label + 1;
        PredictedLabel = (uint)prediction.Digit + 1;
        Score = [.. prediction.Probabilities];
    }

    [KeyType(ClassCount)]
    public uint Label { get; set; }

    [KeyType(ClassCount)]
    public uint PredictedLabel { get; set; }

    [VectorType(ClassCount)]
    public float[] Score { get; set; }
}
