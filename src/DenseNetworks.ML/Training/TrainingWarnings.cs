using System.Globalization;
using DenseNetworks.ML.Scoring;
using DenseNetworks.Models;
using Microsoft.ML.Runtime;

namespace DenseNetworks.ML.Training;

/// <summary>Warns about conditions that lead to a poor network but are not errors.</summary>
internal sealed class TrainingWarnings(IChannel channel, TrainingColumns columns, ClassValues? labels, RowSelection training)
{
    private const int LeastRowsPerClass = 5;
    private const int MeasuredRows = 1_000;

    // Root mean squares of one feature, and of all features of a row together. Standardized features have 1 each, pixels from 0
    // to 1 about 10 together, and the normalized words of a text 1 together.
    private const double LargestFeature = 10;
    private const double SmallestRow = 0.1;

    // Relative to the entropy of the labels. A converged training gains a hundredth of it or less in its last epoch.
    private const double SteepFall = 0.03;

    /// <summary>Checks the rows, before the training.</summary>
    public void CheckRows()
    {
        if (training.Count < LeastRowsPerClass * (long)columns.OutputCount)
        {
            channel.Warning(
                $"There are only {training.Count} training rows for {columns.OutputCount} classes, so the network will not " +
                $"generalize well. Add rows: at least {LeastRowsPerClass} per class, and preferably 50.");
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

    /// <summary>Checks the losses, after the training.</summary>
    public void CheckHistory(TrainingHistory history, TrainingRecipe recipe)
    {
        // The loss of an epoch includes its first steps, so a single epoch says little.
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
                $"The network has learned nothing: its loss of {best:F4} is above the {guessing:F4} of a predictor that " +
                $"knows only the class frequencies. Train longer, use a LearningRate below {recipe.LearningRate}, or scale " +
                $"the features, to 0..1 for example."));
        }
        else if (history.BestEpoch == recipe.Epochs && before - last > SteepFall * guessing)
        {
            channel.Warning(string.Create(
                CultureInfo.InvariantCulture,
                $"The loss was still falling when the training ended, from {before:F4} to {last:F4} in the last epoch. Use " +
                $"more than {recipe.Epochs} Epochs, or leave Epochs out to choose the number from the rows."));
        }
    }

    // The mean square of each feature, over evenly spaced rows.
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
                $"{absent.Count} of the {names.Count} classes have no training rows: {ClassLabels.List(absent)}. The network " +
                "cannot learn them. Add rows of them, or map only the other classes to keys.");
        }
    }

    private void WarnOfSize(string what, double size) => channel.Warning(string.Create(
        CultureInfo.InvariantCulture,
        $"{what} a root mean square of {size:G3}, but networks learn best from features with magnitudes near 1. Scale them " +
        $"before the trainer, with mlContext.Transforms.NormalizeMeanVariance for example."));
}
