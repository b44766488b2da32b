namespace Mnist.Digits;

/// <summary>Specifies what an image was found to contain.</summary>
/// <remarks>Later versions may add values. Treat an unknown value as <see cref="NoDigit"/>.</remarks>
public enum DigitFinding
{
    /// <summary>The image contains something that does not look like a digit.</summary>
    NoDigit,

    /// <summary>The image contains a digit.</summary>
    Digit,

    /// <summary>The image is empty: the picture is blank or a single tone, so all 784 pixels are 0.</summary>
    Blank,

    /// <summary>Nothing was found in a picture of more than one tone whose longest side is less than 12 pixels.</summary>
    TooSmall,

    /// <summary>
    /// There is a digit and something at least half as tall beside, above or below it, such as a second digit. The prediction
    /// is for the largest. In the result of <see cref="DigitReader.ReadAll(string)"/>: touching digits that could not be
    /// separated.
    /// </summary>
    SeveralDigits,
}
