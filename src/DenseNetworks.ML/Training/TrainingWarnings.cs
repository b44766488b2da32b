using System.Globalization;
using DenseNetworks.ML.Scoring;
using DenseNetworks.Models;
using Microsoft.ML.Runtime;

namespace DenseNetworks.ML.Training;

/// <summary>Warns of what makes a poor network, though nothing about it is an error.</summary>
internal sealed class TrainingWarnings(IChannel channel, TrainingColumns columns, ClassValues? labels, RowSelection training)
{
    private const int LeastRowsPerClass = 5;
    private const int MeasuredRows = 1_000;

    // As root mean squares: of one feature, and of all features of a row together. Standardized features have 1 each, pixels
    // from 0 to 1 about 10 together, and the words of a text that was normalized 1 together.
    private const double LargestFeature = 10;
    private const double SmallestRow = 0.1;

    // In the entropy of the labels. A training that has come to its end gains a hundredth of that in its last epoch, or less.
    private const double SteepFall = 0.03;

    /// <summary>Looks at the rows, before the training.</summary>
    public void CheckRows()
    {
        if (training.Count < LeastRowsPerClass * (long)columns.OutputCount)
        {
            channel.Warning(
                $"There are only {training.Count} rows to learn {columns.OutputCount} classes from, and the network will know little " +
                $"more than these. Add rows: {LeastRowsPerClass} for each class are the least, and 50 are better.");
        }

        WarnOfAbsentClasses();
        var squares = MeasureMeanSquares();
        var (largest, all) = (Math.Sqrt(squares.Max()), Math.Sqrt(squares.Sum()));
        if (largest > LargestFeature)
        {
            WarnOfSize($"Feature {Array.IndexOf(squares, squares.Max())} of column '{columns.FeatureName}' has", largest);
        }
        else if (all < SmallestRow)
        {
            WarnOfSize($"All features of column '{columns.FeatureName}' together have", all);
        }
    }

    /// <summary>Looks at the losses, after the training.</summary>
    /// <param name="history">The epochs.</param>
    /// <param name="recipe">How it was trained. Complete.</param>
    public void CheckHistory(TrainingHistory history, TrainingRecipe recipe)
    {
        // An epoch's loss has in it what its first steps met, and one alone may be all first steps.
        if (history.Epochs.Count == 1 || training.LabelEntropy() is not (> 0 and var guessing))
        {
            return;
        }

        var best = history.Epochs[history.BestEpoch - 1].Loss;
        var (before, last) = (history.Epochs[^2].Loss, history.Epochs[^1].Loss);
        if (best > guessing)
        {
            channel.Warning(string.Create(
                CultureInfo.InvariantCulture,
                $"The network has learned nothing: its loss of {best:F4} is above the {guessing:F4} of one that only knows how " +
                $"frequent each class is. Train for longer, use a LearningRate below {recipe.LearningRate}, or scale the features, " +
                $"to 0..1 for example."));
        }
        else if (history.BestEpoch == recipe.Epochs && before - last > SteepFall * guessing)
        {
            channel.Warning(string.Create(
                CultureInfo.InvariantCulture,
                $"The loss was still falling when the training ended, from {before:F4} to {last:F4} in the last epoch. Train for more " +
                $"than {recipe.Epochs} Epochs, or leave Epochs out for a number that follows from the rows."));
        }
    }

    // Of each feature, over rows that are spread evenly.
    private double[] MeasureMeanSquares()
    {
        var squares = new double[columns.FeatureCount];
        var features = new float[columns.FeatureCount];
        var count = Math.Min(MeasuredRows, training.Count);
        for (var i = 0; i < count; i++)
        {
            training.Rows.Features.CopyTo(training.Order[(int)((long)i * training.Count / count)], features);
            for (var slot = 0; slot < features.Length; slot++)
            {
                squares[slot] += (double)features[slot] * features[slot] / count;
            }
        }

        return squares;
    }

    private void WarnOfAbsentClasses()
    {
        var present = training.Order.ToArray().Select(row => training.Rows.Labels[row]).ToHashSet();
        var names = ClassLabels.NamesOf(labels, columns.ClassCount);
        var absent = names.Where((_, label) => !present.Contains(label)).ToList();
        if (absent.Count > 0)
        {
            channel.Warning(
                $"No row to train on is of {absent.Count} of the {names.Count} classes: {ClassLabels.List(absent)}. The " +
                "network cannot learn them. Give rows of them, or keys of the other classes alone.");
        }
    }

    private void WarnOfSize(string what, double size) => channel.Warning(string.Create(
        CultureInfo.InvariantCulture,
        $"{what} a root mean square of {size:G3}, and a network learns well from features of a size near 1. Scale them before the " +
        $"trainer, with mlContext.Transforms.NormalizeMeanVariance for example."));
}
