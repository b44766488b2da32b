namespace Mnist.Classifier.Reliability;

/// <summary>What comes out of a <c>PredictionEngine</c>.</summary>
internal sealed class DigitOutput
{
    public int Digit { get; set; }

    public float[] Score { get; set; } = [];
}
