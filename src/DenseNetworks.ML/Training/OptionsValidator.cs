using System.Globalization;
using DenseNetworks.IO;
using DenseNetworks.Network;

namespace DenseNetworks.ML.Training;

/// <summary>Validates the options of a trainer, and reports all errors at once.</summary>
internal sealed class OptionsValidator
{
    private readonly List<string> _faults = [];

    private OptionsValidator(DenseNetworkTrainer.Options options)
    {
        if (options.Recipe is { } recipe)
        {
            CheckNetwork(recipe);
            CheckSteps(recipe);
            CheckAugmentation(recipe.Augmentation);
            CheckRegularization(recipe);
            CheckDistillation(recipe.Distillation);
            CheckValidation(recipe, options.ValidationSet is not null);
        }

        Require(options.Recipe is not null, $"Recipe is null; leave it out for TrainingRecipe.Automatic.");
        Require(!string.IsNullOrWhiteSpace(options.LabelColumnName), $"LabelColumnName is empty; name the label column.");
        Require(!string.IsNullOrWhiteSpace(options.FeatureColumnName), $"FeatureColumnName is empty; name the feature column.");
        Require(options.ExampleWeightColumnName is null || !string.IsNullOrWhiteSpace(options.ExampleWeightColumnName),
            $"ExampleWeightColumnName is empty; name the weight column, or leave it null for none.");
        foreach (var (name, weight) in options.ClassWeights ?? new Dictionary<string, float>())
        {
            Require(weight > 0 && float.IsFinite(weight),
                $"ClassWeights['{Printable.Of(name)}'] is {weight}; it must be a number above 0.");
        }

        Require(options.CheckpointPath is not "", $"CheckpointPath is empty; name a file, or leave it null for none.");
        Require(Enum.IsDefined(options.Backend), $"Backend is {options.Backend}, which is not a valid backend.");
        Require(options.Backend != TrainingBackend.Managed || options.GpuDeviceId is null,
            $"Backend is Managed and GpuDeviceId is {options.GpuDeviceId}, but GPUs need libtorch. Leave one of them out.");
        Require(!(options.GpuDeviceId < 0),
            $"GpuDeviceId is {options.GpuDeviceId}; devices are numbered from 0. Leave it null for the CPU.");
    }

    /// <exception cref="ArgumentException">One or more options are invalid. The message lists all of them.</exception>
    public static void Validate(DenseNetworkTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var faults = new OptionsValidator(options)._faults;
        if (faults.Count > 0)
        {
            throw new ArgumentException(
                "The options of the dense network trainer are not valid:" +
                string.Concat(faults.Select(fault => $"{Environment.NewLine} - {fault}")), nameof(options));
        }
    }

    /// <summary>Ensures that there are validation rows if the recipe needs them. They may be passed to <c>Fit</c>.</summary>
    /// <exception cref="InvalidOperationException">Validation rows are missing.</exception>
    public static void RequireValidationRows(TrainingRecipe recipe, bool hasValidationRows)
    {
        var inVain = recipe.EarlyStopping is not null ? "EarlyStopping has no validation rows to monitor"
            : recipe.TemperatureScaling ? "TemperatureScaling has no validation rows to measure on"
            : null;
        if (inVain is not null && !hasValidationRows && recipe.ValidationFraction == 0)
        {
            throw new InvalidOperationException(
                $"{inVain}; set ValidationFraction or ValidationSet, or call Fit with validation rows.");
        }
    }

    private void Require(bool isValid, FormattableString fault)
    {
        if (!isValid)
        {
            _faults.Add(FormattableString.Invariant(fault));
        }
    }

    // NaN is in no range.
    private void RequireRange(string name, double value, double most, double least = 0) =>
        Require(value >= least && value <= most, $"{name} is {value}; it must be from {least} to {most}.");

    private void RequireShare(string name, double value) =>
        Require(value >= 0 && value < 1, $"{name} is {value}; it must be at least 0 and less than 1.");

    private void CheckNetwork(TrainingRecipe recipe)
    {
        if (recipe.HiddenLayers is not { } layers)
        {
            Require(false, $"HiddenLayers is null; give an empty list for a network without hidden layers.");
            return;
        }

        var sizes = string.Join(", ", layers.Select(size => size.ToString(CultureInfo.InvariantCulture)));
        Require(layers.All(size => size >= 1), $"HiddenLayers is [{sizes}]; every layer needs at least 1 unit.");
        foreach (var (inputs, outputs) in layers.Zip(layers.Skip(1)))
        {
            Require((long)inputs * outputs <= Array.MaxLength,
                $"HiddenLayers is [{sizes}]; {inputs} x {outputs} units have more than {Array.MaxLength} weights.");
        }

        Require(layers.Count < DenseNetworkFormat.MaxLayers,
            $"HiddenLayers has {layers.Count} layers; a model can hold {DenseNetworkFormat.MaxLayers - 1}.");
    }

    private void CheckSteps(TrainingRecipe recipe)
    {
        RequireRange(nameof(recipe.Epochs), recipe.Epochs ?? 1, DenseNetworkFormat.MaxEpochs, least: 1);
        Require(recipe.BatchSize is null or >= 1, $"BatchSize is {recipe.BatchSize}; it must be at least 1.");
        Require(recipe.LearningRate is null || (recipe.LearningRate > 0 && double.IsFinite(recipe.LearningRate.Value)),
            $"LearningRate is {recipe.LearningRate}; it must be a number above 0.");
        Require(recipe.LearningRateSchedule is null || Enum.IsDefined(recipe.LearningRateSchedule.Value),
            $"LearningRateSchedule is {recipe.LearningRateSchedule}, which is not a valid schedule.");
        RequireRange(nameof(recipe.WarmUpFraction), recipe.WarmUpFraction ?? 0, 1);
    }

    private void CheckAugmentation(ImageAugmentation? augmentation)
    {
        if (augmentation is null)
        {
            return;
        }

        Require(augmentation.ImageWidth is null or >= 1,
            $"Augmentation.ImageWidth is {augmentation.ImageWidth}; it must be at least 1, or null for square images.");
        Require(augmentation.ElasticSmoothness > 0 && double.IsFinite(augmentation.ElasticSmoothness),
            $"Augmentation.ElasticSmoothness is {augmentation.ElasticSmoothness}; it must be a number above 0.");
        RequireShare("Augmentation.Scale", augmentation.Scale); // at 1, an image could vanish
        RequireRange("Augmentation.Rotation", augmentation.Rotation, 180);
        RequireRange("Augmentation.Shear", augmentation.Shear, 2);
        RequireRange("Augmentation.Shift", augmentation.Shift, 1000);
        RequireRange("Augmentation.ElasticDistortion", augmentation.ElasticDistortion, 1000);
        RequireRange("Augmentation.Thickness", augmentation.Thickness, 3);
    }

    private void CheckRegularization(TrainingRecipe recipe)
    {
        RequireShare(nameof(recipe.LabelSmoothing), recipe.LabelSmoothing);
        var largestRate = recipe.LearningRate ?? RecipeDefaults.MaxLearningRate;
        Require(recipe.WeightDecay is null || (recipe.WeightDecay >= 0 && recipe.WeightDecay * largestRate < 1),
            $"WeightDecay is {recipe.WeightDecay}; it must be at least 0, and less than 1 when multiplied by LearningRate.");
        RequireShare(nameof(recipe.Dropout), recipe.Dropout);
        RequireShare(nameof(recipe.WeightAveraging), recipe.WeightAveraging);
        Require(recipe.GradientClipping is not { } norm || (norm > 0 && double.IsFinite(norm)),
            $"GradientClipping is {recipe.GradientClipping}; it must be a number above 0, or null for none.");
    }

    private void CheckDistillation(Distillation? distillation)
    {
        if (distillation is not null)
        {
            Require(distillation.Teacher is not null,
                $"Distillation.Teacher is null; give a trained network, or leave Distillation out.");
            RequireRange("Distillation.Temperature", distillation.Temperature, 1000, least: 0.01);
            RequireRange("Distillation.Weight", distillation.Weight, 1);
        }
    }

    private void CheckValidation(TrainingRecipe recipe, bool hasValidationSet)
    {
        RequireShare(nameof(recipe.ValidationFraction), recipe.ValidationFraction);
        Require(recipe.ValidationFraction == 0 || !hasValidationSet,
            $"ValidationFraction and ValidationSet are both given; leave one out.");
        if (recipe.EarlyStopping is { } earlyStopping)
        {
            Require(earlyStopping.Patience >= 1, $"EarlyStopping.Patience is {earlyStopping.Patience}; it must be at least 1.");
            Require(earlyStopping.MinimumImprovement >= 0,
                $"EarlyStopping.MinimumImprovement is {earlyStopping.MinimumImprovement}; it must be at least 0.");
            Require(Enum.IsDefined(earlyStopping.Metric),
                $"EarlyStopping.Metric is {earlyStopping.Metric}, which is not a valid metric.");
        }
    }
}
