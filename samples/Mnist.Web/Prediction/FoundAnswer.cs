using System.ComponentModel;
using Mnist.Digits;

namespace Mnist.Web.Prediction;

/// <summary>One of several digits in a picture.</summary>
internal sealed record FoundAnswer
{
    [Description("The most likely digit, 0 to 9, also if it is uncertain.")]
    public required int Digit { get; init; }

    [Description("The probability of that digit, 0 to 1.")]
    public required float Confidence { get; init; }

    [Description("Whether it is certain. Otherwise it is other ink, or touching digits that could not be separated.")]
    public required bool IsDigit { get; init; }

    [Description("Its row, from 0 at the top.")]
    public required int Row { get; init; }

    [Description("The left edge of its bounding box, as a fraction of the width of the picture.")]
    public required float Left { get; init; }

    [Description("The upper edge of its bounding box, as a fraction of the height of the picture.")]
    public required float Top { get; init; }

    [Description("The width of the box, as a fraction of the width of the picture.")]
    public required float Width { get; init; }

    [Description("The height of the box, as a fraction of the height of the picture.")]
    public required float Height { get; init; }

    public static FoundAnswer Of(FoundDigit digit, DigitsInPicture found) => new()
    {
        Digit = digit.Prediction.Digit,
        Confidence = digit.Prediction.Confidence,
        IsDigit = digit.Prediction.IsDigit,
        Row = digit.Row,
        Left = (float)digit.Bounds.Left / found.PictureSize.Width,
        Top = (float)digit.Bounds.Top / found.PictureSize.Height,
        Width = (float)digit.Bounds.Width / found.PictureSize.Width,
        Height = (float)digit.Bounds.Height / found.PictureSize.Height,
    };
}
