using System.Globalization;
using DenseNetworks.Network;

namespace DenseNetworks.ML.Training;

/// <summary>Finds everything that is wrong with the options of a trainer, so that the user mends it in one go.</summary>
internal static class OptionFaults
{
    /// <exception cref="ArgumentException">Something is wrong. The message lists it all.</exception>
    public static void ThrowIfAny(DenseNetworkTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var faults = Find(options).ToList();
        if (faults.Count > 0)
        {
            throw new ArgumentException(
                "The options of the dense network trainer are not valid:" +
                string.Concat(faults.Select(fault => $"{Environment.NewLine} - {fault}")), nameof(options));
        }
    }

    private static IEnumerable<string> Find(DenseNetworkTrainer.Options options) =>
        FindInRecipe(options).Concat(FindInRegularization(options))
            .Concat(FindInDistillation(options.Distillation)).Concat(FindInValidation(options)).Concat(FindInColumns(options));

    private static IEnumerable<string> FindInRecipe(TrainingRecipe recipe)
    {
        if (recipe.HiddenLayers is null)
        {
            yield return "HiddenLayers is null; give an empty list for a network without hidden layers.";
        }
        else if (recipe.HiddenLayers.Any(size => size < 1))
        {
            yield return FormattableString.Invariant(
                $"HiddenLayers is [{Invariant(recipe.HiddenLayers)}]; every layer needs at least 1 unit.");
        }
        else if (recipe.HiddenLayers.Count >= DenseNetworkFormat.MaxLayers)
        {
            yield return FormattableString.Invariant(
                $"HiddenLayers has {recipe.HiddenLayers.Count} layers; a model can hold {DenseNetworkFormat.MaxLayers - 1}.");
        }

        if (recipe.Epochs is < 1 or > DenseNetworkFormat.MaxEpochs)
        {
            yield return FormattableString.Invariant(
                $"Epochs is {recipe.Epochs}; it must be from 1 to {DenseNetworkFormat.MaxEpochs}.");
        }

        if (recipe.BatchSize < 1)
        {
            yield return FormattableString.Invariant(
                $"BatchSize is {recipe.BatchSize}; it must be at least 1.");
        }

        if (!(recipe.LearningRate > 0 && double.IsFinite(recipe.LearningRate)))
        {
            yield return FormattableString.Invariant($"LearningRate is {recipe.LearningRate}; it must be a number above 0.");
        }

        if (!Enum.IsDefined(recipe.LearningRateSchedule))
        {
            yield return FormattableString.Invariant(
                $"LearningRateSchedule is {recipe.LearningRateSchedule}, which is no schedule.");
        }

        if (recipe.WarmUpFraction is { } warmUp && !(warmUp >= 0 && warmUp <= 1))
        {
            yield return FormattableString.Invariant($"WarmUpFraction is {warmUp}; it must be from 0 to 1.");
        }
    }

    private static IEnumerable<string> FindInRegularization(TrainingRecipe recipe)
    {
        if (!(recipe.LabelSmoothing >= 0 && recipe.LabelSmoothing < 1))
        {
            yield return FormattableString.Invariant(
                $"LabelSmoothing is {recipe.LabelSmoothing}; it must be at least 0 and less than 1.");
        }

        foreach (var fault in AugmentationFaults.Find(recipe.Augmentation))
        {
            yield return fault;
        }

        if (!(recipe.WeightDecay >= 0 && recipe.WeightDecay * recipe.LearningRate < 1))
        {
            yield return FormattableString.Invariant(
                $"WeightDecay is {recipe.WeightDecay}; it must be at least 0, and less than 1 when multiplied by LearningRate.");
        }

        if (!(recipe.Dropout >= 0 && recipe.Dropout < 1))
        {
            yield return FormattableString.Invariant($"Dropout is {recipe.Dropout}; it must be at least 0 and less than 1.");
        }

        if (!(recipe.WeightAveraging >= 0 && recipe.WeightAveraging < 1))
        {
            yield return FormattableString.Invariant(
                $"WeightAveraging is {recipe.WeightAveraging}; it must be at least 0 and less than 1.");
        }

        if (recipe.GradientClipping is { } norm && !(norm > 0 && double.IsFinite(norm)))
        {
            yield return FormattableString.Invariant(
                $"GradientClipping is {norm}; it must be a number above 0, or null for none.");
        }
    }

    private static IEnumerable<string> FindInDistillation(Distillation? distillation)
    {
        if (distillation is null)
        {
            yield break;
        }

        if (distillation.Teacher is null)
        {
            yield return "Distillation.Teacher is null; give a trained network, or leave Distillation out.";
        }

        if (!(distillation.Temperature is >= 0.01 and <= 1000))
        {
            yield return FormattableString.Invariant(
                $"Distillation.Temperature is {distillation.Temperature}; it must be from 0.01 to 1000.");
        }

        if (!(distillation.Weight >= 0 && distillation.Weight <= 1))
        {
            yield return FormattableString.Invariant($"Distillation.Weight is {distillation.Weight}; it must be from 0 to 1.");
        }
    }

    private static IEnumerable<string> FindInValidation(DenseNetworkTrainer.Options options)
    {
        if (!(options.ValidationFraction >= 0 && options.ValidationFraction < 1))
        {
            yield return FormattableString.Invariant(
                $"ValidationFraction is {options.ValidationFraction}; it must be at least 0 and less than 1.");
        }

        var hasFraction = options.ValidationFraction > 0;
        if (hasFraction && options.ValidationSet is not null)
        {
            yield return "ValidationFraction and ValidationSet are both given; leave one out.";
        }

        if (options.TemperatureScaling && !hasFraction && options.ValidationSet is null)
        {
            yield return "TemperatureScaling has no validation rows to measure on; give ValidationFraction or ValidationSet.";
        }

        if (options.EarlyStopping is not { } earlyStopping)
        {
            yield break;
        }

        if (!hasFraction && options.ValidationSet is null)
        {
            yield return "EarlyStopping has no validation rows to watch; give ValidationFraction or ValidationSet.";
        }

        if (earlyStopping.Patience < 1)
        {
            yield return FormattableString.Invariant(
                $"EarlyStopping.Patience is {earlyStopping.Patience}; it must be at least 1.");
        }

        if (!(earlyStopping.MinimumImprovement >= 0))
        {
            yield return FormattableString.Invariant(
                $"EarlyStopping.MinimumImprovement is {earlyStopping.MinimumImprovement}; it must be at least 0.");
        }

        if (!Enum.IsDefined(earlyStopping.Metric))
        {
            yield return FormattableString.Invariant(
                $"EarlyStopping.Metric is {earlyStopping.Metric}, which is no metric.");
        }
    }

    private static IEnumerable<string> FindInColumns(DenseNetworkTrainer.Options options)
    {
        if (string.IsNullOrWhiteSpace(options.LabelColumnName))
        {
            yield return "LabelColumnName is empty; name the label column.";
        }

        if (string.IsNullOrWhiteSpace(options.FeatureColumnName))
        {
            yield return "FeatureColumnName is empty; name the feature column.";
        }

        if (options.CheckpointPath is "")
        {
            yield return "CheckpointPath is empty; name a file, or leave it null for no checkpoints.";
        }

        if (options.GpuDeviceId < 0)
        {
            yield return FormattableString.Invariant(
                $"GpuDeviceId is {options.GpuDeviceId}; devices are numbered from 0. Leave it null for the CPU.");
        }
    }

    private static string Invariant(IEnumerable<int> numbers) =>
        string.Join(", ", numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}
