using DenseNetworks.Models;

namespace Mnist.Digits.SavedPipelines;

/// <summary>The columns of the step that loads pictures, as it saves them.</summary>
/// <param name="Pixels">The column of pixels to make.</param>
/// <param name="Path">The column of paths to read.</param>
/// <param name="Folder">Where relative paths start; null for the current folder.</param>
/// <param name="IsBlank">The column to make that tells which pictures are blank; null for none.</param>
internal sealed record DigitImageColumns(string Pixels, string Path, string? Folder, string? IsBlank)
{
    /// <summary>The kind of such a step, by which ML.NET finds what loads it.</summary>
    public const string Kind = "DigitImageLoading";

    public static StepFormat Format { get; } = new(Kind, "DIGITIMG", 0x00010001);

    /// <summary>Reads the content of such a step.</summary>
    public static DigitImageColumns Read(StepContent content) =>
        new(content.ReadText(), content.ReadText(), content.ReadTextOrNull(), content.ReadTextOrNull());
}
