using DenseNetworks.Models;

namespace Mnist.Digits.SavedPipelines;

/// <summary>The columns of the step that divides pixels by 255, as it saves them.</summary>
/// <param name="Output">The column to make.</param>
/// <param name="Input">The column of pixels to read.</param>
internal sealed record PixelColumns(string Output, string Input)
{
    /// <summary>The kind of such a step, by which ML.NET finds what loads it.</summary>
    public const string Kind = "PixelNormalizing";

    public static StepFormat Format { get; } = new(Kind, "PIXLNORM", 0x00010001);

    /// <summary>Reads the content of such a step.</summary>
    public static PixelColumns Read(StepContent content) => new(content.ReadText(), content.ReadText());
}
