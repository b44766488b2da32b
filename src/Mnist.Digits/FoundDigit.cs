using System.Drawing;

namespace Mnist.Digits;

/// <summary>A digit that was found in a picture, or something in its place that is not one for certain. Immutable.</summary>
public sealed class FoundDigit
{
    internal FoundDigit(DigitPrediction prediction, Rectangle bounds, int row)
    {
        Prediction = prediction;
        Bounds = bounds;
        Row = row;
    }

    /// <summary>
    /// Gets what is read. <see cref="DigitPrediction.Finding"/> is <see cref="DigitFinding.Digit"/> for a digit that is sure,
    /// <see cref="DigitFinding.SeveralDigits"/> for digits that touch and could not be separated, and <see cref="DigitFinding.NoDigit"/>
    /// for other ink in a row of digits.
    /// </summary>
    public DigitPrediction Prediction { get; }

    /// <summary>Gets the bounding box of its ink, in pixels of the picture, upright, from the top left.</summary>
    public Rectangle Bounds { get; }

    /// <summary>Gets the index of its row in <see cref="DigitsInPicture.Rows"/>, from 0 at the top.</summary>
    public int Row { get; }

    /// <summary>Returns what is read and where, the same in every culture.</summary>
    /// <returns>The text, such as <c>7 (99.8 %) at {X=12,Y=40,Width=31,Height=52}</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"{Prediction} at {Bounds}");
}
