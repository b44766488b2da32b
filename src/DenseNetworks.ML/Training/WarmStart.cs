using DenseNetworks.ML.Scoring;
using DenseNetworks.Models;

namespace DenseNetworks.ML.Training;

/// <summary>Starts a training from a trained network.</summary>
internal static class WarmStart
{
    /// <summary>Ensures that a training can continue from a network.</summary>
    /// <exception cref="InvalidOperationException">The network does not match. The message says why.</exception>
    public static void Check(DenseNetwork network, TrainingRecipe recipe, TrainingColumns columns, ClassValues? labels)
    {
        var hidden = network.Layers.SkipLast(1).Select(layer => layer.OutputSize).ToList();
        var problem =
            network.InputSize != columns.FeatureCount
                ? $"has {network.InputSize} features, but the data has {columns.FeatureCount}. Prepare the data with the " +
                    "steps of the network's own pipeline"
            : !hidden.SequenceEqual(recipe.HiddenLayers)
                ? $"has the HiddenLayers [{string.Join(", ", hidden)}], but the recipe has " +
                    $"[{string.Join(", ", recipe.HiddenLayers)}]. Set those of the network, or use TrainingRecipe.FineTuning"
            : network.HasBackgroundClass != recipe.BackgroundClass
                ? $"has {(network.HasBackgroundClass ? "a" : "no")} background class. Set BackgroundClass to " +
                    $"{(network.HasBackgroundClass ? "true" : "false")}, or use TrainingRecipe.FineTuning"
            : network.ClassCount != columns.ClassCount
                ? $"has {network.ClassCount} classes, but the label has {columns.ClassCount}. Map labels to keys with the " +
                    "transformer that the network was trained with"
            : ClassLabels.FirstDifference(network.ClassNames, labels?.GetNames()) is var (key, name, other)
                ? $"has '{name}' as class {key}, but '{other}' is key {key} of the label. Map labels to keys with the " +
                    "transformer that the network was trained with"
            : null;
        if (problem is not null)
        {
            throw new InvalidOperationException($"The model to continue from {problem}.");
        }
    }

    /// <summary>
    /// Gets the layers to start from. During training the temperature is 1, so the last layer is divided by that of the
    /// network, which leaves the probabilities unchanged.
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
