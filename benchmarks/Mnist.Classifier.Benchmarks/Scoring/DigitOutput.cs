namespace Mnist.Classifier.Benchmarks;

/// <summary>The output of a prediction engine.</summary>
internal sealed class DigitOutput
{
    public int Digit { get; set; }

    public float[] Score { get; set; } = [];
}
