using Mnist.Classifier.Data.Generation;
using Mnist.Classifier.Tests.Benchmarks;

namespace Mnist.Classifier.Tests.Data.Generation;

/// <summary>What is true of thousands of images together.</summary>
[Trait("Duration", "Long")]
public sealed class NonDigitGeneratorTests
{
    private static readonly LabeledImages Images = LabeledImages.GenerateNonDigits(2000, seed: 1);

    [Fact]
    public void They_are_as_many_as_are_asked_for_and_none_of_the_classes()
    {
        Images.Count.Should().Be(2000);
        Enumerable.Range(0, Images.Count).Select(Images.GetLabel).Should()
            .OnlyContain(label => label == LabeledImages.MissingLabel);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void The_number_of_threads_changes_nothing(int threads) =>
        Bytes(NonDigitGenerator.Generate(2000, 1, threads)).Should().Equal(Bytes(Images));

    [Fact]
    public void The_same_seed_gives_the_same_images_and_more_begin_with_them() =>
        Bytes(LabeledImages.GenerateNonDigits(2100, seed: 1).Take(2000)).Should().Equal(Bytes(Images));

    [Fact]
    public void Another_seed_gives_other_images() =>
        Bytes(LabeledImages.GenerateNonDigits(2000, seed: 2)).Should().NotEqual(Bytes(Images));

    [Fact]
    public void Hardly_any_two_are_the_same() =>
        Enumerable.Range(0, Images.Count).Select(i => Convert.ToHexString(Images.GetPixels(i))).Distinct().Count().Should()
            .BeGreaterThan(1950);

    [Fact]
    public void Most_are_ink_on_paper_as_digits_are() =>
        Enumerable.Range(0, Images.Count).Count(i => InkShare(Images.GetPixels(i)) is > 0.03 and < 0.4).Should()
            .BeGreaterThan(1400);

    private static double InkShare(ReadOnlySpan<byte> pixels) => pixels.ToArray().Average(pixel => pixel / 255.0);

    private static byte[] Bytes(LabeledImages images)
    {
        var bytes = new byte[images.Count * images.PixelsPerImage];
        for (var i = 0; i < images.Count; i++)
        {
            images.CopyPixels(i, bytes.AsSpan(i * images.PixelsPerImage));
        }

        return bytes;
    }
}
