using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace DenseNetworks.ML.Training;

/// <summary>Reads the rows to train on, and divides them as the options say.</summary>
/// <param name="memory">Where features with all their zeros go.</param>
/// <param name="recipe">How to train.</param>
/// <param name="validationSet">The rows to evaluate, or null for none or some of those to train on.</param>
/// <param name="columns">The columns to learn from.</param>
/// <param name="channel">Where warnings go.</param>
/// <param name="throwIfCancelled">Called before each row.</param>
internal sealed class TrainingDataReader(
    FloatMemory memory, TrainingRecipe recipe, IDataView? validationSet, TrainingColumns columns, IChannel channel,
    Action throwIfCancelled)
{
    /// <param name="input">The rows.</param>
    /// <param name="isSparse">As <see cref="TrainingRows.Read"/> takes it.</param>
    /// <param name="random">Decides which rows are held out.</param>
    /// <exception cref="InvalidOperationException">There are too few rows of a kind that is needed.</exception>
    public TrainingData Read(IDataView input, bool? isSparse, Random random)
    {
        var rows = ReadRows("data", input, isSparse);
        var data = HoldOut(rows, random);
        data.Training.NormalizeWeights();
        CheckClasses(data);
        return data;
    }

    private TrainingRows ReadRows(string name, IDataView view, bool? isSparse) =>
        TrainingRows.Read(memory, columns, name, view, isSparse, channel, throwIfCancelled);

    private TrainingData HoldOut(TrainingRows rows, Random random)
    {
        var all = RowSelection.All(rows);
        if (validationSet is not null)
        {
            var held = ReadRows("ValidationSet", validationSet, rows.Features is SparseFeatures);
            return new TrainingData(all, RowSelection.All(held));
        }

        if (recipe.ValidationFraction == 0)
        {
            return new TrainingData(all, Validation: null);
        }

        var validationCount = (int)Math.Round(all.Count * recipe.ValidationFraction);
        if (validationCount == 0 || validationCount == all.Count)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"A ValidationFraction of {recipe.ValidationFraction} leaves no rows to train on or none to validate on: ") +
                $"there are {all.Count} rows. Change the fraction, or give a ValidationSet.");
        }

        all.Shuffle(random);
        var (validation, rest) = all.Split(validationCount);
        return new TrainingData(rest, validation);
    }

    private void CheckClasses(TrainingData data)
    {
        if (columns.HasBackgroundClass && !Has(data.Training, label => label == columns.ClassCount))
        {
            throw new InvalidOperationException(
                "BackgroundClass has no examples: no row to train on has a missing label. Add rows of none of the classes " +
                "with a missing label, or leave BackgroundClass out.");
        }

        if (recipe.TemperatureScaling && !Has(data.Validation!, label => label < columns.ClassCount))
        {
            throw new InvalidOperationException(
                "TemperatureScaling has no rows to measure on: no validation row has a label. Give others, or leave it out.");
        }

        static bool Has(RowSelection rows, Predicate<int> isWanted) =>
            Array.Exists(rows.Order.ToArray(), row => isWanted(rows.Rows.Labels[row]));
    }
}

/// <summary>What a network is trained on.</summary>
/// <param name="Training">The rows to learn from.</param>
/// <param name="Validation">The rows to evaluate after each epoch, or null for none.</param>
internal sealed record TrainingData(RowSelection Training, RowSelection? Validation);
