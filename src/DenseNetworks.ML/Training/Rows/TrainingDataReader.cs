using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace DenseNetworks.ML.Training;

/// <summary>Reads the training rows, and the validation rows if they are given or held out at random.</summary>
internal sealed class TrainingDataReader(
    FloatMemory memory, TrainingRecipe recipe, IDataView? validationSet, TrainingColumns columns, IChannel channel,
    Action throwIfCancelled)
{
    /// <exception cref="InvalidOperationException">There are too few rows of a required kind.</exception>
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
                $"A ValidationFraction of {recipe.ValidationFraction} leaves no rows for training or none for validation: ") +
                $"there are {all.Count} rows. Change the fraction, or set ValidationSet.");
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
                "BackgroundClass has no examples: no training row has a missing label. Add rows that belong to no class, " +
                "with a missing label, or leave BackgroundClass out.");
        }

        if (recipe.TemperatureScaling && !Has(data.Validation!, label => label < columns.ClassCount))
        {
            throw new InvalidOperationException(
                "TemperatureScaling has no rows to measure on: no validation row has a label. Use others, or leave it out.");
        }

        static bool Has(RowSelection rows, Predicate<int> isWanted) =>
            Array.Exists(rows.Order.ToArray(), row => isWanted(rows.Rows.Labels[row]));
    }
}

/// <summary>The rows that a network is trained on, and those for validation, if there are any.</summary>
internal sealed record TrainingData(RowSelection Training, RowSelection? Validation);
