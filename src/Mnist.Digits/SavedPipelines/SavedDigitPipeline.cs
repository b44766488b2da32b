using DenseNetworks.Models;

namespace Mnist.Digits.SavedPipelines;

/// <summary>Reads the network from the saved pipeline of a digit classifier.</summary>
internal static class SavedDigitPipeline
{
    private const string KeyToValue = "KeyToValueTransform";

    /// <summary>
    /// Reads the network, and verifies that the steps around it process pixels as <see cref="DigitReader"/> does.
    /// </summary>
    /// <exception cref="InvalidDataException">
    /// There are other steps, a step is damaged, or the network is not for 28x28 digits.
    /// </exception>
    public static SavedNetwork ReadNetwork(IReadOnlyList<SavedStep> steps)
    {
        var kinds = steps.Select(step => step.Kind).ToList();
        var start = kinds.FirstOrDefault() == DigitImageColumns.Kind ? 1 : 0;
        if (!kinds.Skip(start).Take(2).SequenceEqual([PixelColumns.Kind, SavedNetwork.Kind])
            || kinds.Skip(start + 2).Any(kind => kind != KeyToValue))
        {
            throw NoClassifier($"It is a pipeline of {SavedSteps.Describe(steps)}");
        }

        var loading = start == 0 ? null : steps[0].ReadContent(DigitImageColumns.Format, DigitImageColumns.Read);
        var columns = steps[start].ReadContent(PixelColumns.Format, PixelColumns.Read);
        var network = SavedNetwork.Read(steps[start + 1]);
        if (network.FeatureColumnName != columns.Output || (loading is not null && loading.Pixels != columns.Input))
        {
            throw NoClassifier("Its steps do not read the output columns of the steps before them");
        }

        DigitNetwork.Require(network.Network);
        return network;
    }

    private static InvalidDataException NoClassifier(string what) => new(
        $"{what}; a classifier of digits has {PixelColumns.Kind} and {SavedNetwork.Kind}, optionally " +
        $"{DigitImageColumns.Kind} before them and {KeyToValue} after them. DenseNetwork.Load loads the network alone.");
}

/// <summary>The saved columns of the step that divides pixels by 255.</summary>
internal sealed record PixelColumns(string Output, string Input)
{
    /// <summary>The loader signature under which ML.NET registers the step.</summary>
    public const string Kind = "PixelNormalizing";

    public static StepFormat Format { get; } = new(Kind, "PIXLNORM", 0x00010001);

    public static PixelColumns Read(StepContent content) => new(content.ReadText(), content.ReadText());
}

/// <summary>
/// The saved columns of the step that loads pictures. Relative paths are relative to the folder, if there is one.
/// </summary>
internal sealed record DigitImageColumns(string Pixels, string Path, string? Folder, string? IsBlank)
{
    /// <summary>The loader signature under which ML.NET registers the step.</summary>
    public const string Kind = "DigitImageLoading";

    public static StepFormat Format { get; } = new(Kind, "DIGITIMG", 0x00010001);

    public static DigitImageColumns Read(StepContent content) =>
        new(content.ReadText(), content.ReadText(), content.ReadTextOrNull(), content.ReadTextOrNull());
}
