using DenseNetworks.IO;
using DenseNetworks.ML.Scoring;
using DenseNetworks.Models;

namespace DenseNetworks.ML.Training;

/// <summary>How much the rows of each class count, by the name of the class. Immutable.</summary>
/// <param name="weights">The weights, each above 0. Copied.</param>
internal sealed class ClassWeights(IReadOnlyDictionary<string, float> weights)
{
    private readonly Dictionary<string, float> _byName = new(weights);

    /// <summary>Gets the weight of each class, in the order of the keys.</summary>
    /// <param name="columns">The classes.</param>
    /// <param name="labels">The values of the label, or null if it has none.</param>
    /// <exception cref="InvalidOperationException">A name is that of no class.</exception>
    public float[] Of(TrainingColumns columns, ClassValues? labels)
    {
        var names = ClassLabels.NamesOf(labels, columns.ClassCount);
        if (_byName.Keys.Except(names).FirstOrDefault() is { } unknown)
        {
            throw new InvalidOperationException(
                $"ClassWeights names '{Printable.Of(unknown)}', which is no class of the label column '{columns.LabelName}'. Its classes " +
                $"are {ClassLabels.List(names)}.");
        }

        return [.. names.Select(name => _byName.GetValueOrDefault(name, 1))];
    }
}
