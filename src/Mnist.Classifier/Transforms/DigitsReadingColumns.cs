using DenseNetworks.Models;

namespace Mnist.Classifier.Transforms;

/// <summary>
/// The columns of the step that reads all digits in pictures, as it saves them. Relative paths start in the folder, if there is one.
/// </summary>
internal sealed record DigitsReadingColumns(string Digits, string Path, string? Folder)
{
    /// <summary>The kind of such a step, by which ML.NET finds what loads it.</summary>
    public const string Kind = "DigitsReading";

    public static StepFormat Format { get; } = new(Kind, "DIGITALL", 0x00010001);

    public string Text => $"{Digits}.Text";

    public string Rows => $"{Digits}.Rows";

    public string Bounds => $"{Digits}.Bounds";

    public string Confidences => $"{Digits}.Confidences";

    public static DigitsReadingColumns Read(StepContent content) => new(content.ReadText(), content.ReadText(), content.ReadTextOrNull());
}
