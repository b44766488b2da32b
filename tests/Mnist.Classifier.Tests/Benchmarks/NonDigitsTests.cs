using Mnist.Classifier.Benchmarks;

namespace Mnist.Classifier.Tests.Benchmarks;

public sealed class NonDigitsTests
{
    private const int Sample = 300;
    private static readonly LabeledImages Digits = MnistDataset.Generate(1, 200, seed: 1).Test;

    public static TheoryData<string> Names =>
        [.. NonDigitFamilies.From(Digits).Append(NonDigitFamilies.ClearLetters).Select(family => family.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_images(string name)
    {
        var images = Draw(name, seed: 1);

        Draw(name, seed: 1).Should().Equal(images);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void More_images_begin_with_the_same_ones(string name)
    {
        var images = Draw(name, seed: 1);

        Draw(name, seed: 1, Sample / 2).Should().Equal(images.Take(Sample / 2));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_image_is_drawn_twice(string name) => Draw(name, seed: 1).Should().OnlyHaveUniqueItems();

    [Theory]
    [MemberData(nameof(Names))]
    public void Another_seed_gives_other_images_except_where_all_there_are_are_drawn(string name)
    {
        var shared = Draw(name, seed: 1).Intersect(Draw(name, seed: 2));

        shared.Should().HaveCount(Family(name) is SolidImages ? 256 : 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_image_shows_something_except_blank_paper(string name) =>
        DrawPixels(name).Count(image => image.Max() < 50).Should().Be(Family(name) is SolidImages ? 50 : 0);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_family_has_at_least_two_thousand_images_or_all_there_are(string name) =>
        Family(name).Count.Should().BeOneOf(256, 2_000, 10_000);

    [Fact]
    public void Solid_images_have_every_grey_once() =>
        DrawPixels("blank and solid").Select(image => image.Distinct().Single()).Should().Equal(
            Enumerable.Range(0, 256).Select(grey => (byte)grey));

    [Fact]
    public void Shuffled_pixels_are_those_of_a_digit()
    {
        var digits = Enumerable.Range(0, Digits.Count).Select(index => Sorted(Digits.GetPixels(index).ToArray())).ToHashSet();

        DrawPixels("shuffled pixels").Should().OnlyContain(image => digits.Contains(Sorted(image)));
    }

    [Theory]
    [InlineData("letters A to Z", 20)]
    [InlineData("letters without O, I, S, Z", 20)]
    [InlineData("two digits", 26)]
    public void Written_digits_are_inside_their_box(string name, int side) =>
        DrawPixels(name).Should().OnlyContain(image =>
            Extent(image, index => index % 28) <= side && Extent(image, index => index / 28) <= 20);

    [Theory]
    [InlineData("uniform noise", 127.5, 73.9)]
    [InlineData("Gaussian noise", 72, 66)]
    public void Noise_is_spread_as_it_should_be(string name, double expectedMean, double expectedDeviation)
    {
        var pixels = DrawPixels(name).SelectMany(image => image).ToList();
        var mean = pixels.Average(pixel => (double)pixel);
        var deviation = Math.Sqrt(pixels.Average(pixel => Math.Pow(pixel - mean, 2)));

        mean.Should().BeApproximately(expectedMean, 6);
        deviation.Should().BeApproximately(expectedDeviation, 6);
    }

    private static INonDigits Family(string name) =>
        NonDigitFamilies.From(Digits).Append(NonDigitFamilies.ClearLetters).Single(family => family.Name == name);

    private static byte[][] DrawPixels(string name) => NonDigitImages.Draw(Family(name), seed: 1, Sample);

    // As texts, which are quick to compare.
    private static List<string> Draw(string name, int seed, int count = Sample) =>
        [.. NonDigitImages.Draw(Family(name), seed, count).Select(Convert.ToBase64String)];

    private static string Sorted(byte[] image) => Convert.ToBase64String([.. image.Order()]);

    private static int Extent(byte[] image, Func<int, int> place)
    {
        var places = Enumerable.Range(0, image.Length).Where(index => image[index] > 0).Select(place).ToList();
        return places.Max() - places.Min() + 1;
    }
}
