using System.Drawing;

namespace Mnist.Digits;

/// <summary>Represents a digit, or ink that may be one, at its place in a picture. This type is immutable.</summary>
public sealed class FoundDigit
{
    internal FoundDigit(DigitPrediction prediction, Rectangle bounds, int row)
    {
        Prediction = prediction;
        Bounds = bounds;
        Row = row;
    }

    /// <summary>
    /// Gets the prediction. Its <see cref="DigitPrediction.Finding"/> is <see cref="DigitFinding.Digit"/> for a certain digit,
    /// <see cref="DigitFinding.SeveralDigits"/> for touching digits that could not be separated, and
    /// <see cref="DigitFinding.NoDigit"/> for other ink in a row of digits.
    /// </summary>
    public DigitPrediction Prediction { get; }

    /// <summary>Gets the bounding box of the ink, in pixels of the upright picture from its top left.</summary>
    public Rectangle Bounds { get; }

    /// <summary>Gets the zero-based index of the row in <see cref="DigitsInPicture.Rows"/>.</summary>
    public int Row { get; }

    /// <summary>Returns the prediction and the bounding box, in the invariant culture.</summary>
    /// <returns>A description such as <c>7 (99.8 %) at {X=12,Y=40,Width=31,Height=52}</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"{Prediction} at {Bounds}");
}
