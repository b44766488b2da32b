using DenseNetworks;
using DenseNetworks.ML;
using Microsoft.ML;
using Microsoft.ML.Data;
using Testing;

namespace DenseNetworks.ML.Tests.Training;

/// <summary>What a user sees of the options that change how a network learns.</summary>
public sealed class TrainingOptionsTests
{
    private static readonly TrainingRecipe Quick =
        TrainingRecipe.Tutorial with { HiddenLayers = [16], Epochs = 5, LearningRate = 0.01 };

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void With_everything_on_the_same_seed_gives_the_same_weights_bit_for_bit_and_a_good_network()
    {
        var recipe = Quick with
        {
            Epochs = 20,
            LearningRateSchedule = LearningRateSchedule.Cosine,
            WarmUpFraction = 0.1,
            LabelSmoothing = 0.05,
            WeightDecay = 0.1,
            Dropout = 0.2,
            WeightAveraging = 0.99,
            GradientClipping = 1,
            Distillation = new() { Teacher = Fit(new() { Recipe = Quick }).Network },
        };

        var first = Fit(new() { Recipe = recipe });
        var second = Fit(new() { Recipe = recipe });

        Weights(first).Should().Equal(Weights(second));
        Evaluate(first).MicroAccuracy.Should().BeGreaterThan(0.95);
    }

    [Fact]
    public void Each_option_changes_what_is_learned()
    {
        TrainingRecipe[] recipes =
        [
            Quick,
            Quick with { LearningRateSchedule = LearningRateSchedule.Cosine },
            Quick with { WarmUpFraction = 0.5 },
            Quick with { Dropout = 0.1 },
            Quick with { WeightAveraging = 0.9 },
            Quick with { GradientClipping = 0.01 },
            Quick with { Distillation = new() { Teacher = Networks.Random(1, 2, 3) } },
        ];

        recipes.Select(recipe => Weights(Fit(new() { Recipe = recipe }))[0]).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Validation_and_the_network_have_the_averaged_weights()
    {
        var validation = Point.GenerateLabelled(_ml, count: 300, seed: 9);

        var model = Fit(new() { Recipe = Quick with { WeightAveraging = 0.999 }, ValidationSet = validation });

        // Steps this large leave the weights of single steps apart from their average.
        var metrics = _ml.MulticlassClassification.Evaluate(model.Transform(validation));
        model.History!.Epochs[^1].ValidationLoss.Should().BeApproximately(metrics.LogLoss, 1e-4);
        Weights(model).Should().NotEqual(Weights(Fit(new() { Recipe = Quick, ValidationSet = validation })));
    }

    [Fact]
    public void Early_stopping_brings_the_best_average_back()
    {
        var validation = Point.GenerateLabelled(_ml, count: 300, seed: 9);

        var model = Fit(new()
        {
            Recipe = Quick with { LearningRate = 0.5, Epochs = 200, WeightAveraging = 0.9, EarlyStopping = new() { Patience = 4 } },
            ValidationSet = validation,
        });

        var best = model.History!.Epochs[model.History.BestEpoch - 1];
        model.History.Epochs.Should().HaveCountLessThan(200);
        var loss = _ml.MulticlassClassification.Evaluate(model.Transform(validation)).LogLoss;
        loss.Should().BeApproximately(best.ValidationLoss!.Value, 1e-4);
    }

    [Fact]
    public void A_network_learns_from_its_teacher_alone_where_labels_tell_nothing()
    {
        var teacher = Fit(new() { Recipe = Quick with { HiddenLayers = [32, 32], Epochs = 20 } }).Network;
        var unlabelled = _ml.Transforms.CustomMapping<Key, Key>((_, output) => output.Label = 1, contractName: null)
            .Fit(Point.GenerateLabelled(_ml)).Transform(Point.GenerateLabelled(_ml));

        var recipe = Quick with { HiddenLayers = [8], Epochs = 20, Distillation = new() { Teacher = teacher, Weight = 1 } };
        var student = Fit(new() { Recipe = recipe }, unlabelled);

        Evaluate(student).MicroAccuracy.Should().BeGreaterThan(0.95);
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(2, 4)]
    public void A_teacher_of_other_features_or_classes_is_refused(int inputs, int outputs)
    {
        var fit = () => Fit(new() { Recipe = Quick with { Distillation = new() { Teacher = Networks.Random(1, inputs, 5, outputs) } } });

        fit.Should().Throw<InvalidOperationException>().WithMessage(
            $"The teacher of the distillation has {inputs} inputs and {outputs} outputs, " +
            "but the network to be trained has 2 and 3.*");
    }

    private DenseNetworkTransformer Fit(DenseNetworkTrainer.Options options, IDataView? data = null) =>
        new MLContext(seed: 1).MulticlassClassification.Trainers.DenseNetwork(options).Fit(data ?? Point.GenerateLabelled(_ml));

    private MulticlassClassificationMetrics Evaluate(DenseNetworkTransformer model) =>
        _ml.MulticlassClassification.Evaluate(model.Transform(Point.GenerateLabelled(_ml, seed: 2)));

    private static float[] Weights(DenseNetworkTransformer model) =>
        model.Network.Layers.SelectMany(layer => layer.Weights.ToArray().Concat(layer.Biases.ToArray())).ToArray();

    private sealed class Key
    {
        [KeyType(3)]
        public uint Label { get; set; }
    }
}
