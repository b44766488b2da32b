namespace Mnist.Classifier.Tests.Data.Generation;

/// <summary>How many images are generated, and what they are.</summary>
public sealed class GeneratedSetTests
{
    [Fact]
    public void There_are_as_many_digits_as_are_asked_for()
    {
        var digits = MnistDataset.Generate(trainCount: 40, testCount: 3, seed: 1);

        (digits.Train.Count, digits.Test.Count).Should().Be((40, 3));
        (digits.Train.Height, digits.Train.Width, digits.Train.ClassCount).Should().Be((28, 28, 10));
        digits.IsGenerated.Should().BeTrue();
        digits.Source.Should().Contain("seed 1").And.Contain("40 training and 3 test");
    }

    [Fact]
    public void Non_digits_are_of_the_size_and_the_classes_of_digits_and_none_of_them()
    {
        var images = LabeledImages.GenerateNonDigits(20, seed: 1);

        (images.Count, images.Height, images.Width, images.ClassCount).Should().Be((20, 28, 28, 10));
        Enumerable.Range(0, images.Count).Select(images.GetLabel).Should()
            .OnlyContain(label => label == LabeledImages.MissingLabel);
        MnistDataset.Generate(5, 1).Train.Concat(images).Count.Should().Be(25);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void A_count_that_makes_no_sense_is_rejected(int count)
    {
        Action[] calls =
        [
            () => MnistDataset.Generate(trainCount: count),
            () => MnistDataset.Generate(testCount: count),
            () => LabeledImages.GenerateNonDigits(count),
        ];

        foreach (var call in calls)
        {
            call.Should().Throw<ArgumentOutOfRangeException>();
        }
    }
}
