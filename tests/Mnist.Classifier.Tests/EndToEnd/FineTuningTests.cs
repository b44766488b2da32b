using DenseNetworks.ML;
using Microsoft.ML;
using Testing;

namespace Mnist.Classifier.Tests.EndToEnd;

/// <summary>A classifier is taught the digits of one hand: here, of one that leans far to the right.</summary>
public sealed class FineTuningTests
{
    private static MnistClassifier Pretrained => MnistClassifier.LoadPretrained();

    [Fact]
    public void I_can_fine_tune_the_model_in_the_package_on_one_handwriting()
    {
        var digits = MnistDataset.Generate(trainCount: 1_500, testCount: 10, seed: 3).Train;
        var (taught, others) = (Lean(digits.Take(500)), Lean(digits.Skip(500)));

        var classifier = Teach(taught);

        classifier.Evaluate(others).MicroAccuracy.Should().BeGreaterThan(Pretrained.Evaluate(others).MicroAccuracy + 0.02);
        Enumerable.Range(0, others.Count).Count(i => classifier.Predict(others.GetPixels(i)).IsDigit).Should()
            .BeGreaterThan(950);
        Pretrained.Network.Should().BeSameAs(MnistClassifier.LoadPretrained().Network, "what it went on from is as it was");
    }

    [MnistFact]
    public void Fine_tuned_on_seven_hundred_digits_of_a_writer_it_reads_the_others_better_than_before_and_than_a_new_model()
    {
        var mnist = MnistDataset.Load(MnistFactAttribute.Directory).Train;
        var (taught, others) = (Lean(mnist.Take(700)), Lean(mnist.Skip(50_000)));

        var accuracy = Teach(taught).Evaluate(others).MicroAccuracy;

        accuracy.Should().BeGreaterThan(Pretrained.Evaluate(others).MicroAccuracy + 0.01);
        accuracy.Should().BeGreaterThan(
            MnistClassifier.Train(new(taught, others, "one hand"), TrainingRecipe.Accurate, new MLContext(seed: 1))
                .Evaluate(others).MicroAccuracy);
    }

    [Fact]
    public void The_default_recipe_is_chosen_by_the_number_of_images_and_the_model_to_continue_from()
    {
        MnistClassifier.DefaultRecipe(9_999).HiddenLayers.Should().Equal(512, 256);
        MnistClassifier.DefaultRecipe(9_999).Augmentation.Should().NotBeNull();
        MnistClassifier.DefaultRecipe(10_000).Should().Be(TrainingRecipe.Fast);
        MnistClassifier.DefaultRecipe(60_000, Pretrained).Should().BeEquivalentTo(
            TrainingRecipe.FineTuning(Pretrained.Network) with { Epochs = 20, Augmentation = TrainingRecipe.Accurate.Augmentation });
    }

    [Fact]
    public void A_recipe_of_another_network_is_rejected()
    {
        var data = MnistDataset.Generate(trainCount: 50, testCount: 10);

        var train = () => MnistClassifier.Train(data, TrainingRecipe.Fast, from: Pretrained);

        train.Should().Throw<InvalidOperationException>()
            .WithMessage(
                "The model to continue from has the HiddenLayers [640, 320], but the recipe has [128, 128].*FineTuning*");
    }

    [MnistFact]
    public void A_model_that_knows_its_few_images_by_heart_accepts_new_ones_too()
    {
        var mnist = MnistDataset.Load(MnistFactAttribute.Directory).Train;
        var (known, others) = (mnist.Take(60), mnist.Skip(59_000));
        var recipe = MnistClassifier.DefaultRecipe(known.Count) with { Epochs = 2_000 };

        var classifier = MnistClassifier.Train(new(known, others, "few"), recipe, new MLContext(seed: 1));

        Enumerable.Range(0, others.Count).Count(i => classifier.Predict(others.GetPixels(i)).IsDigit).Should()
            .BeInRange(850, 995);
    }

    private static MnistClassifier Teach(LabeledImages hand) =>
        MnistClassifier.Train(
            new MnistDataset(hand, hand.Take(1), "one hand"), context: new MLContext(seed: 1), from: Pretrained);

    // Each row of pixels is moved to the right the more, the higher it is.
    private static LabeledImages Lean(LabeledImages images)
    {
        var pixels = new byte[images.Count * images.PixelsPerImage];
        for (var row = 0; row < images.Count * 28; row++)
        {
            var from = images.GetPixels(row / 28).Slice(row % 28 * 28, 28);
            var shift = (int)Math.Round(0.9 * (13.5 - (row % 28)));
            for (var column = Math.Max(0, shift); column < Math.Min(28, 28 + shift); column++)
            {
                pixels[(row * 28) + column] = from[column - shift];
            }
        }

        return new LabeledImages(
            pixels, Enumerable.Range(0, images.Count).Select(i => (byte)images.GetLabel(i)).ToArray(), 28, 28, 10);
    }
}
