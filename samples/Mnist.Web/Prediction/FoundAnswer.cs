using System.ComponentModel;
using Mnist.Digits;

namespace Mnist.Web.Prediction;

/// <summary>One of several digits in a picture.</summary>
internal sealed record FoundAnswer
{
    [Description("The likeliest digit, 0 to 9, also where it is not sure.")]
    public required int Digit { get; init; }

    [Description("The probability of that digit, 0 to 1.")]
    public required float Confidence { get; init; }

    [Description("Whether it is sure. Otherwise it is other ink, or digits that touch and could not be separated.")]
    public required bool IsDigit { get; init; }

    [Description("Its row, from 0 at the top.")]
    public required int Row { get; init; }

    [Description("The left edge of its bounding box, as a share of the picture's width.")]
    public required float Left { get; init; }

    [Description("The upper edge of its bounding box, as a share of the picture's height.")]
    public required float Top { get; init; }

    [Description("How wide the box is, as a share of the picture's width.")]
    public required float Width { get; init; }

    [Description("How tall the box is, as a share of the picture's height.")]
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
