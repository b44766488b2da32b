using System.ComponentModel;
using System.Text.Json;
using Mnist.Digits;

namespace Mnist.Web.Prediction;

/// <summary>The prediction for an image.</summary>
internal sealed record PredictionAnswer
{
    [Description("The most likely digit, 0 to 9; null if the picture is blank or too small.")]
    public required int? Digit { get; init; }

    [Description("The probability of that digit, 0 to 1; 0 if there is none.")]
    public required float Confidence { get; init; }

    [Description("Whether the image is accepted as a digit. One real digit in a hundred is not.")]
    public required bool IsDigit { get; init; }

    [Description("What was found: digit, noDigit, severalDigits, blank or tooSmall. Treat unknown values as noDigit.")]
    public required string Finding { get; init; }

    [Description("Why the image is not accepted as a digit, in words; null if it is.")]
    public required string? Reason { get; init; }

    [Description("The probability of each digit from 0 to 9. They add up to 1; all are 0 if there is no digit.")]
    public required IReadOnlyList<float> Probabilities { get; init; }

    [Description("The input of the network: 28 rows of 28 from the top left, 0 for paper to 255 for ink. It can be sent as " +
        "'pixels'.")]
    public required IReadOnlyList<int> Pixels { get; init; }

    [Description("If there are several digits, the text of each row, from the top, with ? for uncertain digits; otherwise " +
        "empty.")]
    public required IReadOnlyList<string> Rows { get; init; }

    [Description("If there are several digits, each of them, in reading order; otherwise empty.")]
    public required IReadOnlyList<FoundAnswer> Digits { get; init; }

    /// <summary>Creates the answer for a picture, which is read again for several digits if it has no single one.</summary>
    /// <param name="prediction">The prediction for a single digit.</param>
    /// <param name="readAll">Reads all digits in it.</param>
    public static PredictionAnswer Of(DigitPrediction prediction, Func<DigitsInPicture> readAll)
    {
        var answer = Of(prediction);
        if (prediction.Finding is not (DigitFinding.NoDigit or DigitFinding.SeveralDigits)
            || readAll() is not { Count: > 1 } found || !found.Any(digit => digit.Prediction.IsDigit))
        {
            return answer;
        }

        return answer with
        {
            Finding = JsonNamingPolicy.CamelCase.ConvertName($"{DigitFinding.SeveralDigits}"),
            Reason = $"There are several digits: {string.Join(", ", found.Rows)}.",
            Rows = [.. found.Rows.Select(row => row.Text)],
            Digits = [.. found.Select(digit => FoundAnswer.Of(digit, found))],
        };
    }

    public static PredictionAnswer Of(DigitPrediction prediction)
    {
        var isSeen = prediction.Finding is not (DigitFinding.Blank or DigitFinding.TooSmall);
        return new()
        {
            Digit = isSeen ? prediction.Digit : null,
            Confidence = isSeen ? prediction.Confidence : 0,
            IsDigit = prediction.IsDigit,
            Finding = JsonNamingPolicy.CamelCase.ConvertName($"{prediction.Finding}"),
            Reason = prediction.Finding switch
            {
                DigitFinding.Blank =>
                    "Nothing is written here: the picture is blank, or of one tone. Send dark ink on light paper, or light " +
                    "on dark.",
                DigitFinding.TooSmall =>
                    "The picture is too small: it has less than 12 pixels on its longest side, and nothing is seen in them. " +
                    "Send one of 28 pixels a side or more.",
                DigitFinding.SeveralDigits =>
                    $"There are several digits, or other writing; the largest is most like {prediction.Digit}. Send one at a " +
                    "time.",
                DigitFinding.NoDigit => $"This does not look like a digit. Of all digits it is most like {prediction.Digit}.",
                _ => null,
            },
            Probabilities = isSeen ? prediction.Probabilities : new float[prediction.Probabilities.Length],
            Pixels = [.. prediction.Pixels.Select(pixel => (int)pixel)],
            Rows = [],
            Digits = [],
        };
    }
}
