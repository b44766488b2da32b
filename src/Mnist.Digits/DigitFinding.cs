namespace Mnist.Digits;

/// <summary>What was found in an image. Later versions may find more: treat what you do not know as no digit.</summary>
public enum DigitFinding
{
    /// <summary>Something that does not look like a digit.</summary>
    NoDigit,

    /// <summary>A digit.</summary>
    Digit,

    /// <summary>Nothing: all 784 pixels are 0, as <see cref="DigitImage"/> makes them of a picture that is blank or solid.</summary>
    Blank,

    /// <summary>Nothing, in a picture of more than one tone with less than 12 pixels on its longest side.</summary>
    TooSmall,

    /// <summary>
    /// A digit and something at least half as tall beside, above or below it, such as a second digit. The prediction is that of the largest.
    /// Of what <see cref="DigitReader.ReadAll(string)"/> found: digits that touch and could not be separated.
    /// </summary>
    SeveralDigits,
}
