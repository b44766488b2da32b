using System.Globalization;
using DenseNetworks;
using DenseNetworks.ML;
using DenseNetworks.ML.Training;
using Microsoft.ML;
using Testing;

namespace DenseNetworks.ML.Tests.Training;

public sealed class OptionsValidatorTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void The_default_is_the_recipe_that_follows_from_the_rows()
    {
        var options = new DenseNetworkTrainer.Options();

        options.Recipe.Should().BeSameAs(TrainingRecipe.Automatic).And.BeEquivalentTo(new TrainingRecipe());
        options.Recipe.HiddenLayers.Should().Equal(128, 128);
        options.Recipe.ToString().Should().Be("128-128, automatic epochs, automatic batches, automatic learning rate");
        TrainingRecipe.Tutorial.ToString().Should().Be("128-128, 10 epochs, batches of 32, learning rate 0.001");
        (options.Recipe with { HiddenLayers = [] }).ToString().Should().StartWith("no hidden layers, automatic epochs");
        options.LabelColumnName.Should().Be("Label");
        options.FeatureColumnName.Should().Be("Features");
    }

    [Fact]
    public void All_faults_are_told_in_one_message_when_the_trainer_is_made()
    {
        var make = () => _ml.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options
        {
            Recipe = new()
            {
                HiddenLayers = [128, 0],
                Epochs = 0,
                BatchSize = -1,
                LearningRate = double.NaN,
                LearningRateSchedule = (LearningRateSchedule)9,
                LabelSmoothing = 1,
                WeightDecay = -1,
                WarmUpFraction = 1.5,
                Dropout = 1,
                WeightAveraging = -0.5,
                GradientClipping = 0,
                Distillation = new() { Teacher = null!, Temperature = 0, Weight = 2 },
                ValidationFraction = 1,
                EarlyStopping = new() { Patience = 0, MinimumImprovement = -1, Metric = (EarlyStoppingMetric)7 },
            },
            ValidationSet = Point.GenerateLabelled(_ml),
            LabelColumnName = "",
            FeatureColumnName = " ",
            ExampleWeightColumnName = " ",
            ClassWeights = new Dictionary<string, float> { ["red"] = 0, ["green"] = float.NaN, ["blue"] = 2 },
            CheckpointPath = "",
            GpuDeviceId = -2,
        });

        var message = make.Should().Throw<ArgumentException>().Which.Message;
        string[] faults =
        [
            "HiddenLayers is [128, 0]; every layer needs at least 1 unit.",
            "Epochs is 0; it must be from 1 to 100000.",
            "BatchSize is -1; it must be at least 1.",
            "LearningRate is NaN; it must be a number above 0.",
            "LearningRateSchedule is 9, which is not a valid schedule.",
            "WarmUpFraction is 1.5; it must be from 0 to 1.",
            "LabelSmoothing is 1; it must be at least 0 and less than 1.",
            "WeightDecay is -1; it must be at least 0, and less than 1 when multiplied by LearningRate.",
            "Dropout is 1; it must be at least 0 and less than 1.",
            "WeightAveraging is -0.5; it must be at least 0 and less than 1.",
            "GradientClipping is 0; it must be a number above 0, or null for none.",
            "Distillation.Teacher is null; give a trained network, or leave Distillation out.",
            "Distillation.Temperature is 0; it must be from 0.01 to 1000.",
            "Distillation.Weight is 2; it must be from 0 to 1.",
            "ValidationFraction is 1; it must be at least 0 and less than 1.",
            "ValidationFraction and ValidationSet are both given; leave one out.",
            "EarlyStopping.Patience is 0; it must be at least 1.",
            "EarlyStopping.MinimumImprovement is -1; it must be at least 0.",
            "EarlyStopping.Metric is 7, which is not a valid metric.",
            "LabelColumnName is empty; name the label column.",
            "FeatureColumnName is empty; name the feature column.",
            "ExampleWeightColumnName is empty; name the weight column, or leave it null for none.",
            "ClassWeights['red'] is 0; it must be a number above 0.",
            "ClassWeights['green'] is NaN; it must be a number above 0.",
            "CheckpointPath is empty; name a file, or leave it null for none.",
            "GpuDeviceId is -2; devices are numbered from 0. Leave it null for the CPU.",
        ];
        message.Should().ContainAll(faults);
        message.Split('\n').Should().HaveCount(faults.Length + 1);
    }

    [Fact]
    public void Faults_are_told_alike_in_every_culture()
    {
        var make = () => _ml.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options
        {
            Recipe = new() { HiddenLayers = [-3], Epochs = -1, BatchSize = -2, LearningRate = -0.5 },
            GpuDeviceId = -2,
        });
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ar-SA"); // its minus has a mark of direction in front of it
            make.Should().Throw<ArgumentException>().Which.Message.Should().ContainAll(
                "HiddenLayers is [-3]", "Epochs is -1", "BatchSize is -2", "LearningRate is -0.5", "GpuDeviceId is -2");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void What_no_model_can_hold_is_refused_before_it_is_trained()
    {
        var make = () => _ml.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options
        {
            Recipe = new() { HiddenLayers = [.. Enumerable.Repeat(1, 1_000)], Epochs = 100_001 },
        });

        make.Should().Throw<ArgumentException>()
            .WithMessage("*HiddenLayers has 1000 layers; a model can hold 999.*Epochs is 100001; it must be from 1 to 100000.*");
    }

    [Theory]
    [InlineData(-0.5, "-0.5", 0, "0")]
    [InlineData(5_000, "5000", -1, "-1")]
    [InlineData(double.NaN, "NaN", double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity", double.PositiveInfinity, "Infinity")]
    public void All_faults_of_an_augmentation_are_told_too(double amount, string told, double smoothness, string toldSmoothness)
    {
        var make = () => _ml.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options
        {
            Recipe = new()
            {
                Augmentation = new()
                {
                    ImageWidth = 0, Rotation = amount, Shear = amount, Scale = amount, Shift = amount, ElasticDistortion = amount,
                    ElasticSmoothness = smoothness, Thickness = amount,
                },
            },
        });

        var message = make.Should().Throw<ArgumentException>().Which.Message;
        string[] faults =
        [
            "Augmentation.ImageWidth is 0; it must be at least 1, or null for square images.",
            $"Augmentation.Rotation is {told}; it must be from 0 to 180.",
            $"Augmentation.Shear is {told}; it must be from 0 to 2.",
            $"Augmentation.Scale is {told}; it must be at least 0 and less than 1.",
            $"Augmentation.Shift is {told}; it must be from 0 to 1000.",
            $"Augmentation.ElasticDistortion is {told}; it must be from 0 to 1000.",
            $"Augmentation.ElasticSmoothness is {toldSmoothness}; it must be a number above 0.",
            $"Augmentation.Thickness is {told}; it must be from 0 to 3.",
        ];
        message.Should().ContainAll(faults);
        message.Split('\n').Should().HaveCount(faults.Length + 1);
    }

    [Fact]
    public void An_image_cannot_shrink_to_nothing()
    {
        var make = () => _ml.MulticlassClassification.Trainers.DenseNetwork(
            new DenseNetworkTrainer.Options { Recipe = new() { Augmentation = new() { Scale = 1 } } });

        make.Should().Throw<ArgumentException>().WithMessage("*Augmentation.Scale is 1; it must be at least 0 and less than 1.*");
    }

    [Fact]
    public void Early_stopping_without_validation_rows_is_refused()
    {
        var fit = () => _ml.MulticlassClassification.Trainers.DenseNetwork(
            new DenseNetworkTrainer.Options { Recipe = new() { EarlyStopping = new() } }).Fit(Point.GenerateLabelled(_ml));

        fit.Should().Throw<InvalidOperationException>().WithMessage(
            "EarlyStopping has no validation rows to monitor; set ValidationFraction or ValidationSet, or call Fit with validation rows.");
    }

    [Fact]
    public void A_temperature_without_validation_rows_is_refused()
    {
        var fit = () => _ml.MulticlassClassification.Trainers.DenseNetwork(
            new DenseNetworkTrainer.Options { Recipe = new() { TemperatureScaling = true } }).Fit(Point.GenerateLabelled(_ml));

        fit.Should().Throw<InvalidOperationException>().WithMessage("TemperatureScaling has no validation rows to measure on;*");
    }

    [Fact]
    public void A_recipe_that_is_null_is_refused()
    {
        var make = () => _ml.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options { Recipe = null! });

        make.Should().Throw<ArgumentException>().WithMessage("*Recipe is null; leave it out for TrainingRecipe.Automatic.*");
    }

    [Fact]
    public void The_short_overload_checks_its_arguments_too()
    {
        var make = () => _ml.MulticlassClassification.Trainers.DenseNetwork(hiddenLayers: [-1], epochs: -1);

        make.Should().Throw<ArgumentException>().Which.Message.Should().ContainAll("HiddenLayers", "Epochs");
    }

    [Fact]
    public void Changing_a_list_afterwards_does_not_change_the_trainer()
    {
        int[] layers = [16];
        var trainer = _ml.MulticlassClassification.Trainers.DenseNetwork(hiddenLayers: layers, epochs: 1);

        layers[0] = 99;

        trainer.Fit(Point.GenerateLabelled(_ml)).Network.Layers[0].OutputSize.Should().Be(16);
    }
}
