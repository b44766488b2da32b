using DenseNetworks;
using DenseNetworks.ML;
using DenseNetworks.ML.Training;
using Microsoft.ML;
using Testing;

namespace DenseNetworks.ML.Tests.Training.Augmentation;

/// <summary>The trainer with augmentation.</summary>
public sealed class AugmentedTrainingTests
{
    private static readonly ImageShape Square = new(11, 11);

    private static readonly ImageAugmentation Way = new()
    {
        Rotation = 8, Shear = 0.1, Scale = 0.1, Shift = 0.5, ElasticDistortion = 0.4, Thickness = 0.2,
        CustomChange = (pixels, width, seed) => pixels[(int)(seed % (ulong)(width * width))] = seed % 2,
    };

    private static readonly TrainingRecipe Quick = new()
    {
        HiddenLayers = [24], Epochs = 20, LearningRate = 0.01, Augmentation = Way,
    };

    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData(11, 11, 0f)]
    [InlineData(9, 13, 0f)]
    [InlineData(11, 11, 0.1f)]
    public void It_learns_images_of_any_shape_on_white_paper_and_grey(int width, int height, float paper)
    {
        var shape = new ImageShape(width, height);
        var recipe = Quick with { Augmentation = Way with { ImageWidth = width } };

        var model = Fit(_ml, recipe, LabelledImage.Generate(_ml, shape, paper: paper));

        var others = model.Transform(LabelledImage.Generate(_ml, shape, seed: 2, paper: paper));
        _ml.MulticlassClassification.Evaluate(others).MicroAccuracy.Should().BeGreaterThan(0.95);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.1f)] // no zeros to leave out
    public void The_same_seed_gives_the_same_weights_bit_for_bit_and_another_seed_others(float paper)
    {
        var recipe = Quick with { Epochs = 3 };

        Weights(recipe, seed: 5, paper).Should().Equal(Weights(recipe, seed: 5, paper));
        Weights(recipe, seed: 5, paper).Should().NotEqual(Weights(recipe, seed: 6, paper));
    }

    [Fact]
    public void What_is_learned_depends_on_the_augmentation()
    {
        var recipe = Quick with { Epochs = 1 };

        Weights(recipe, seed: 5).Should().NotEqual(Weights(recipe with { Augmentation = null }, seed: 5));
        Weights(recipe, seed: 5).Should().NotEqual(Weights(recipe with { Augmentation = Way with { Rotation = 9 } }, seed: 5));
        Weights(recipe, seed: 5).Should().NotEqual(Weights(recipe with { Augmentation = Way with { CustomChange = null } }, seed: 5));
    }

    [Fact]
    public void Each_epoch_sees_other_images()
    {
        // One batch, and steps too small to change anything: the loss differs by the images alone.
        var recipe = Quick with { Epochs = 4, BatchSize = 300, LearningRate = 1e-12 };

        var augmented = Fit(_ml, recipe, LabelledImage.Generate(_ml, Square));
        var plain = Fit(_ml, recipe with { Augmentation = null }, LabelledImage.Generate(_ml, Square));

        augmented.History!.Epochs.Select(epoch => MathF.Round((float)epoch.Loss, 5)).Should().OnlyHaveUniqueItems();
        plain.History!.Epochs.Select(epoch => MathF.Round((float)epoch.Loss, 5)).Distinct().Should().ContainSingle();
    }

    [Fact]
    public void Validation_rows_are_not_augmented()
    {
        var validation = LabelledImage.Generate(_ml, Square, seed: 7);
        var options = new DenseNetworkTrainer.Options { Recipe = Quick with { Epochs = 3 }, ValidationSet = validation };

        var model = _ml.MulticlassClassification.Trainers.DenseNetwork(options).Fit(LabelledImage.Generate(_ml, Square));

        var loss = _ml.MulticlassClassification.Evaluate(model.Transform(validation)).LogLoss;
        model.History!.Epochs[^1].ValidationLoss.Should().BeApproximately(loss, 1e-4);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(7)]
    public void Features_that_are_no_such_image_are_refused_before_they_are_read(int? width)
    {
        var isRead = false;
        var data = LabelledImage.Generate(_ml, new ImageShape(9, 5), onRead: () => isRead = true);

        var fit = () => Fit(_ml, Quick with { Augmentation = Way with { ImageWidth = width } }, data);

        fit.Should().Throw<InvalidOperationException>()
            .WithMessage("Augmentation expects *ImageAugmentation.ImageWidth.");
        isRead.Should().BeFalse();
    }

    [Fact]
    public void An_exception_of_a_change_of_ones_own_ends_the_training()
    {
        var augmentation = new ImageAugmentation { CustomChange = (_, _, _) => throw new TimeoutException("mine") };

        var fit = () => Fit(_ml, Quick with { Augmentation = augmentation }, LabelledImage.Generate(_ml, Square));

        fit.Should().Throw<TimeoutException>().WithMessage("mine");
    }

    [Fact]
    public void A_token_cancels_between_two_batches()
    {
        using var source = new CancellationTokenSource();
        var options = new DenseNetworkTrainer.Options
        {
            Recipe = Quick with { Epochs = 1_000 },
            CancellationToken = source.Token,
            Progress = new Reporter<EpochResult>(_ => source.Cancel()),
        };

        var fit = () => _ml.MulticlassClassification.Trainers.DenseNetwork(options).Fit(LabelledImage.Generate(_ml, Square));

        fit.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
    }

    private static DenseNetworkTransformer Fit(MLContext ml, TrainingRecipe recipe, IDataView data) =>
        ml.MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options { Recipe = recipe }).Fit(data);

    private static List<float> Weights(TrainingRecipe recipe, int seed, float paper = 0)
    {
        var ml = new MLContext(seed);
        var model = Fit(ml, recipe, LabelledImage.Generate(ml, Square, paper: paper)).Network;
        return [.. model.Layers.SelectMany(layer => layer.Weights.ToArray().Concat(layer.Biases.ToArray()))];
    }
}
