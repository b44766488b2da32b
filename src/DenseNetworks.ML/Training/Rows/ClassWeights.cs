using DenseNetworks.IO;
using DenseNetworks.ML.Scoring;
using DenseNetworks.Models;

namespace DenseNetworks.ML.Training;

/// <summary>The weights of classes by name. Immutable.</summary>
/// <param name="weights">The weights, each greater than 0. They are copied.</param>
internal sealed class ClassWeights(IReadOnlyDictionary<string, float> weights)
{
    private readonly Dictionary<string, float> _byName = new(weights);

    /// <summary>Gets the weight of each class, in the order of the keys, whose values may be null.</summary>
    /// <exception cref="InvalidOperationException">A name is not that of a class.</exception>
    public float[] Of(TrainingColumns columns, ClassValues? labels)
    {
        var names = ClassLabels.NamesOf(labels, columns.ClassCount);
        if (_byName.Keys.Except(names).FirstOrDefault() is { } unknown)
        {
            throw new InvalidOperationException(
                $"ClassWeights names '{Printable.Of(unknown)}', which is not a class of the label column " +
                $"'{columns.LabelName}'. Its classes are {ClassLabels.List(names)}.");
        }

        return [.. names.Select(name => _byName.GetValueOrDefault(name, 1))];
    }
}
