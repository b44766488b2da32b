namespace Mnist.Classifier.Benchmarks;

/// <summary>What a prediction engine gives.</summary>
internal sealed class DigitOutput
{
    public int Digit { get; set; }

    public float[] Score { get; set; } = [];
}
