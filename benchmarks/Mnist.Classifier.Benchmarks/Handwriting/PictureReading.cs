using Mnist.Digits;

namespace Mnist.Classifier.Benchmarks;

/// <summary>What was read in a listed picture.</summary>
/// <param name="Picture">The picture.</param>
/// <param name="Prediction">What was read; null where the file cannot be.</param>
/// <param name="Error">Why the file cannot be read, or null where it can.</param>
internal sealed record PictureReading(ListedPicture Picture, DigitPrediction? Prediction, string? Error)
{
    /// <summary>Gets the prediction if anything was seen: what is none has probabilities that mean nothing.</summary>
    public DigitPrediction? Seen =>
        Prediction is { Finding: not (DigitFinding.Blank or DigitFinding.TooSmall) } ? Prediction : null;

    /// <summary>Gets a value indicating whether the digit is that of the label, also where it is refused.</summary>
    public bool IsCorrect => Seen is { } seen && Picture.Label is [var label] && seen.Digit == label - '0';

    /// <summary>Gets a value indicating whether one digit is said to be there.</summary>
    public bool IsDigit => Prediction is { IsDigit: true };

    public static PictureReading Of(ListedPicture picture, Func<ListedPicture, DigitPrediction> read)
    {
        try
        {
            return new(picture, read(picture), null);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return new(picture, null, e.Message);
        }
    }

    /// <summary>Says of a digit what was read instead of it.</summary>
    public override string ToString() => $"{Picture.File}, {Picture.Label}: {Error ?? Prediction!.ToString()}";
}
