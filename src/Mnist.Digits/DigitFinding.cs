namespace Mnist.Digits;

/// <summary>What was found in an image.</summary>
public enum DigitFinding
{
    /// <summary>A digit.</summary>
    Digit,

    /// <summary>Something that does not look like a digit.</summary>
    NoDigit,

    /// <summary>Nothing: the image is blank, or solid.</summary>
    Blank,
}
