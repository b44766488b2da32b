using DenseNetworks.ML;
using Microsoft.ML;
using Mnist.Classifier.Tests.Support;

namespace Mnist.Classifier.Tests.EndToEnd;

/// <summary>A classifier that was taught what is no digit, from generated digits alone.</summary>
public sealed class NonDigitTests(TrainedOnNonDigits trained) : IClassFixture<TrainedOnNonDigits>
{
    private MnistClassifier Classifier => trained.Classifier;

    [Fact]
    public void It_knows_digits_from_other_things()
    {
        ShareOfDigits(Classifier, trained.Data.Test).Should().BeGreaterThan(0.96);
        // generated digits are careless, and few
        ShareOfDigits(Classifier, LabeledImages.GenerateNonDigits(1_000, seed: 9)).Should().BeLessThan(0.6);
    }

    [Fact]
    public void It_still_gives_ten_probabilities_whatever_the_image()
    {
        var prediction = Classifier.Predict(LabeledImages.GenerateNonDigits(1, seed: 9).GetPixels(0));

        prediction.Probabilities.Should().HaveCount(10);
        prediction.Probabilities.Sum().Should().BeApproximately(1, 1e-5f);
    }

    [Fact]
    public void An_image_is_a_digit_from_the_threshold_on()
    {
        var threshold = Classifier.Network.RejectionThreshold!.Value;
        for (var i = 0; i < trained.Data.Test.Count; i++)
        {
            var prediction = Classifier.Predict(trained.Data.Test.GetPixels(i));
            prediction.IsDigit.Should().Be(prediction.DigitScore >= threshold);
        }
    }

    [Fact]
    public void Its_properties_are_saved()
    {
        using var stream = new MemoryStream();
        Classifier.Save(stream);
        stream.Position = 0;

        var again = MnistClassifier.Load(stream);

        Scores(again, trained.Data.Test).Should().Equal(Scores(Classifier, trained.Data.Test));
        again.Network.RejectionThreshold.Should().Be(Classifier.Network.RejectionThreshold);
    }

    [Fact]
    public void Images_that_are_not_digits_are_left_out_of_the_metrics()
    {
        var (test, mixed) = (trained.Data.Test, trained.Data.Test.Concat(LabeledImages.GenerateNonDigits(100)));

        Classifier.Evaluate(mixed).MicroAccuracy.Should().Be(Classifier.Evaluate(test).MicroAccuracy);
    }

    [Fact]
    public void Images_of_my_own_that_are_not_digits_are_enough()
    {
        var blanks = new LabeledImages(
            new byte[100 * 784], Enumerable.Repeat(LabeledImages.MissingLabel, 100).ToArray(), 28, 28, 10);
        var digits = trained.Data.Train.Take(1_000);
        var recipe = TrainingRecipe.Fast with { Epochs = 2, BackgroundClass = true };

        var classifier = MnistClassifier.Train(
            new MnistDataset(digits.Concat(blanks), trained.Data.Test, "with blanks"), recipe, new MLContext(seed: 1));

        classifier.Predict(blanks.GetPixels(0)).IsDigit.Should().BeFalse();
        ShareOfDigits(classifier, LabeledImages.GenerateNonDigits(500)).Should()
            .BeGreaterThan(0.2, "nothing was generated to learn from");
    }

    [Fact]
    public void Without_a_background_class_there_is_a_threshold_too()
    {
        var classifier = MnistClassifier.Train(
            new MnistDataset(trained.Data.Train.Take(2_000), trained.Data.Test, "few"), TrainingRecipe.Fast with { Epochs = 2 },
            new MLContext(seed: 1));

        classifier.Network.HasBackgroundClass.Should().BeFalse();
        Scores(classifier, trained.Data.Train.Take(2_000)).Count(score => score < classifier.Network.RejectionThreshold)
            .Should().Be(10);
    }

    private static double ShareOfDigits(MnistClassifier classifier, LabeledImages images) =>
        Enumerable.Range(0, images.Count).Count(i => classifier.Predict(images.GetPixels(i)).IsDigit) / (double)images.Count;

    private static List<float> Scores(MnistClassifier classifier, LabeledImages images) =>
        [.. Enumerable.Range(0, images.Count).Select(i => classifier.Predict(images.GetPixels(i)).DigitScore)];
}
