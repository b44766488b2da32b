using Mnist.Digits;

namespace Mnist.Classifier.Benchmarks;

/// <summary>The prediction for a listed picture.</summary>
/// <param name="Picture">The picture.</param>
/// <param name="Prediction">The prediction; null if the file cannot be read.</param>
/// <param name="Error">Why the file cannot be read, or null.</param>
internal sealed record PictureReading(ListedPicture Picture, DigitPrediction? Prediction, string? Error)
{
    /// <summary>Gets the prediction, or null if nothing was found, where the probabilities have no meaning.</summary>
    public DigitPrediction? Seen =>
        Prediction is { Finding: not (DigitFinding.Blank or DigitFinding.TooSmall) } ? Prediction : null;

    /// <summary>Gets a value indicating whether the digit is that of the label, also if it is rejected.</summary>
    public bool IsCorrect => Seen is { } seen && Picture.Label is [var label] && seen.Digit == label - '0';

    /// <summary>Gets a value indicating whether the picture is accepted as one digit.</summary>
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

    /// <summary>Returns what was read instead of the label.</summary>
    public override string ToString() => $"{Picture.File}, {Picture.Label}: {Error ?? Prediction!.ToString()}";
}
