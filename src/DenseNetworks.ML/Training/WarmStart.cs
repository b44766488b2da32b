using DenseNetworks.ML.Scoring;
using DenseNetworks.Models;

namespace DenseNetworks.ML.Training;

/// <summary>A trained network that another training goes on from.</summary>
internal static class WarmStart
{
    /// <summary>Sees to it that a training can go on from a network.</summary>
    /// <exception cref="InvalidOperationException">It cannot. The message says why.</exception>
    public static void Check(DenseNetwork network, TrainingRecipe recipe, TrainingColumns columns, ClassValues? labels)
    {
        var hidden = network.Layers.SkipLast(1).Select(layer => layer.OutputSize).ToList();
        var problem =
            network.InputSize != columns.FeatureCount
                ? $"takes {network.InputSize} features, and the data has {columns.FeatureCount}. Prepare the data by the " +
                    "steps of the network's own pipeline"
            : !hidden.SequenceEqual(recipe.HiddenLayers)
                ? $"has the HiddenLayers [{string.Join(", ", hidden)}], and the recipe " +
                    $"[{string.Join(", ", recipe.HiddenLayers)}]. Give the recipe those of the network, or take " +
                    "TrainingRecipe.FineTuning"
            : network.HasBackgroundClass != recipe.BackgroundClass
                ? $"has {(network.HasBackgroundClass ? "a" : "no")} background class. Set BackgroundClass to " +
                    $"{(network.HasBackgroundClass ? "true" : "false")}, or take TrainingRecipe.FineTuning"
            : network.ClassCount != columns.ClassCount
                ? $"has {network.ClassCount} classes, and the label {columns.ClassCount}. Map labels to keys by the " +
                    "transformer that the network was trained behind"
            : ClassLabels.FirstDifference(network.ClassNames, labels?.GetNames()) is var (key, name, other)
                ? $"has '{name}' as class {key}, and '{other}' is key {key} of the label. Map labels to keys by the transformer that " +
                    "the network was trained behind"
            : null;
        if (problem is not null)
        {
            throw new InvalidOperationException($"The model to go on from {problem}.");
        }
    }

    /// <summary>
    /// Gets the layers to start at. The logits of a training are divided by nothing, so what the network divides them by goes
    /// into its last layer: the probabilities stay.
    /// </summary>
    public static IEnumerable<DenseLayer> LayersOf(DenseNetwork network)
    {
        var last = network.Layers[^1];
        return network.Layers.SkipLast(1).Append(new DenseLayer(Divide(last.Weights), Divide(last.Biases)));

        float[] Divide(ReadOnlySpan<float> values)
        {
            var divided = values.ToArray();
            foreach (ref var value in divided.AsSpan())
            {
                value /= network.Temperature;
            }

            return divided;
        }
    }
}
