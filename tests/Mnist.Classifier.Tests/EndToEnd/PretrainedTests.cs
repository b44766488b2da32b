using Mnist.Digits;
using Testing;

namespace Mnist.Classifier.Tests.EndToEnd;

/// <summary>What the model card promises of the model in the package.</summary>
public sealed class PretrainedTests
{
    private const int MostBytes = 2_000_000;

    private readonly MnistClassifier _classifier = MnistClassifier.LoadPretrained();

    [Fact]
    public void It_is_loaded_once_and_is_the_same_for_everyone()
    {
        var loaded = new MnistClassifier[8];

        Parallel.For(0, loaded.Length, i => loaded[i] = MnistClassifier.LoadPretrained());

        loaded.Should().AllSatisfy(classifier => classifier.Should().BeSameAs(_classifier));
    }

    [Fact]
    public void It_takes_at_most_two_megabytes_of_the_package()
    {
        using var zip = new MemoryStream();
        _classifier.Save(zip);
        using var resource = typeof(DigitReader).Assembly.GetManifestResourceStream("Mnist.Digits.Pretrained.digits.zip")!;

        resource.Length.Should().BeInRange(100_000, MostBytes);
        zip.Length.Should().BeLessThan(MostBytes, "what a user saves of it is no larger");
    }

    [Fact]
    public void It_reads_digits_that_a_program_draws()
    {
        var digits = MnistDataset.Generate(trainCount: 1, testCount: 2_000, seed: 99).Test;

        _classifier.Evaluate(digits).MicroAccuracy.Should().BeGreaterThan(0.93);
    }

    [Fact]
    public void It_tells_scribbles_from_digits()
    {
        const int Count = 500;
        var digits = MnistDataset.Generate(trainCount: 1, testCount: Count, seed: 98).Test;
        var scribbles = LabeledImages.GenerateNonDigits(Count, seed: 98);

        Enumerable.Range(0, Count).Count(i => _classifier.Predict(digits.GetPixels(i)).IsDigit).Should()
            .BeGreaterThan(Count * 8 / 10);
        Enumerable.Range(0, Count).Count(i => _classifier.Predict(scribbles.GetPixels(i)).IsDigit).Should()
            .BeLessThan(Count * 3 / 10);
    }

    [Fact]
    public void It_is_a_plain_pipeline_that_others_load_from_what_it_saves()
    {
        using var folder = new TemporaryFolder();
        _classifier.Save(folder.File("copy.zip"));
        var pixels = MnistDataset.Generate(1, 1, seed: 3).Test.GetPixels(0);

        var copy = MnistClassifier.Load(folder.File("copy.zip"));

        copy.Predict(pixels).Probabilities.Should().Equal(_classifier.Predict(pixels).Probabilities);
        copy.Network.Temperature.Should().Be(_classifier.Network.Temperature);
        copy.Network.RejectionThreshold.Should().Be(_classifier.Network.RejectionThreshold).And.NotBeNull();
        copy.Network.HasBackgroundClass.Should().BeTrue();
        copy.History!.Epochs.Should().HaveCount(_classifier.History!.Epochs.Count);
    }

    [Fact]
    public void Its_weights_have_eight_binary_digits()
    {
        var rounded = _classifier.WithRoundedWeights(8);

        rounded.Network.Layers[0].Weights.ToArray().Should().Equal(_classifier.Network.Layers[0].Weights.ToArray());
    }

    [MnistFact]
    public void It_reads_real_digits_as_the_model_card_says()
    {
        var test = MnistDataset.Load(MnistFactAttribute.Directory).Test;

        var right = 0;
        var kept = 0;
        for (var i = 0; i < test.Count; i++)
        {
            var prediction = _classifier.Predict(test.GetPixels(i));
            right += prediction.Digit == test.GetLabel(i) ? 1 : 0;
            kept += prediction.IsDigit ? 1 : 0;
        }

        (right / (double)test.Count).Should().BeGreaterThanOrEqualTo(0.992);
        (kept / (double)test.Count).Should().BeGreaterThanOrEqualTo(0.99);
    }
}
