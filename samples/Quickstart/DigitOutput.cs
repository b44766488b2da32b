namespace Quickstart;

/// <summary>The output of the model.</summary>
internal sealed class DigitOutput
{
    public int Digit { get; set; }

    public float[] Score { get; set; } = [];
}
