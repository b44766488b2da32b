using DenseNetworks.Models;

namespace Mnist.Digits.SavedPipelines;

/// <summary>Finds the network in the saved pipeline of a classifier of digits.</summary>
internal static class SavedDigitPipeline
{
    private const string KeyToValue = "KeyToValueTransform";

    /// <summary>
    /// Reads the network, and makes sure that the steps around it do to pixels what <see cref="DigitReader"/> does to them.
    /// </summary>
    /// <exception cref="InvalidDataException">
    /// There are other steps, a step is damaged, or the network is not one of 28x28 digits.
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
            throw NoClassifier("Its steps do not read the columns that those before them make");
        }

        DigitNetwork.Require(network.Network);
        return network;
    }

    private static InvalidDataException NoClassifier(string what) => new(
        $"{what}; a classifier of digits has {PixelColumns.Kind} and {SavedNetwork.Kind}, at most " +
        $"{DigitImageColumns.Kind} before them and {KeyToValue} after them. Load its network alone by DenseNetwork.Load.");
}

/// <summary>The columns of the step that divides pixels by 255, as it saves them.</summary>
internal sealed record PixelColumns(string Output, string Input)
{
    /// <summary>The kind of such a step, by which ML.NET finds what loads it.</summary>
    public const string Kind = "PixelNormalizing";

    public static StepFormat Format { get; } = new(Kind, "PIXLNORM", 0x00010001);

    public static PixelColumns Read(StepContent content) => new(content.ReadText(), content.ReadText());
}

/// <summary>
/// The columns of the step that loads pictures, as it saves them. Relative paths start in the folder, if there is one.
/// </summary>
internal sealed record DigitImageColumns(string Pixels, string Path, string? Folder, string? IsBlank)
{
    /// <summary>The kind of such a step, by which ML.NET finds what loads it.</summary>
    public const string Kind = "DigitImageLoading";

    public static StepFormat Format { get; } = new(Kind, "DIGITIMG", 0x00010001);

    public static DigitImageColumns Read(StepContent content) =>
        new(content.ReadText(), content.ReadText(), content.ReadTextOrNull(), content.ReadTextOrNull());
}
