namespace Mnist.Digits.Pages;

/// <summary>A piece of ink, and what it was read as.</summary>
internal sealed record ReadMark(Mark Mark, DigitPrediction Prediction)
{
    /// <summary>Gets a value indicating whether it is likely what it is read as among other digits, though alone it is not very like one.</summary>
    public bool IsLikelyAmongDigits { get; init; }
}
