namespace Quickstart;

/// <summary>What comes out of the model.</summary>
internal sealed class DigitOutput
{
    public int Digit { get; set; }

    public float[] Score { get; set; } = [];
}
