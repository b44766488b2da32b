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
        var loading = steps.Count > 0 && steps[0].Kind == DigitImageColumns.Format.Kind ? steps[0] : null;
        if (steps.Skip(loading is null ? 0 : 1).ToArray() is not [var normalizing, var scoring, .. var rest]
            || normalizing.Kind != PixelColumns.Format.Kind
            || scoring.Kind != SavedNetwork.Format.Kind
            || rest.Any(step => step.Kind != KeyToValue))
        {
            throw NoClassifier($"It is a pipeline of {SavedSteps.Describe(steps)}");
        }

        var columns = normalizing.ReadContent(PixelColumns.Format, PixelColumns.Read);
        var network = SavedNetwork.Read(scoring);
        var loaded = loading?.ReadContent(DigitImageColumns.Format, DigitImageColumns.Read);
        if (network.FeatureColumnName != columns.Output || (loaded is not null && loaded.Pixels != columns.Input))
        {
            throw NoClassifier("Its steps do not read the columns that those before them make");
        }

        DigitNetwork.Require(network.Network);
        return network;
    }

    private static InvalidDataException NoClassifier(string what) => new(
        $"{what}; a classifier of digits has {PixelColumns.Format.Kind} and {SavedNetwork.Format.Kind}, at most " +
        $"{DigitImageColumns.Format.Kind} before them and {KeyToValue} after them. Load its network alone by DenseNetwork.Load.");
}
