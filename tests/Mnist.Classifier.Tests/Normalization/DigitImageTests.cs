using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Mnist.Classifier.Tests.Support.Photographs;
using Mnist.Digits;
using Mnist.Digits.Normalization;
using Mnist.Digits.Pictures;

namespace Mnist.Classifier.Tests.Normalization;

public sealed class DigitImageTests
{
    private const byte Paper = 235;
    private const byte Ink = 30;

    private static readonly LabeledImages Digits = MnistDataset.Generate(1, 100, seed: 3).Test;

    [Fact]
    public void A_picture_in_the_form_of_MNIST_is_unchanged_and_so_is_its_negative()
    {
        for (var i = 0; i < Digits.Count; i++)
        {
            var pixels = Digits.GetPixels(i).ToArray();

            Normalize(new GreyPicture(28, 28, pixels)).Pixels.ToArray().Should().Equal(pixels);
            Normalize(new GreyPicture(28, 28, Array.ConvertAll(pixels, p => (byte)(255 - p)))).Pixels.ToArray().Should()
                .Equal(pixels);
        }
    }

    [Fact]
    public void Its_images_have_the_form_of_MNIST()
    {
        for (var i = 0; i < 10; i++)
        {
            var image = Normalize(Photograph.Take(Digits.GetPixels(i), PhotographCondition.All[0], seed: i));

            Normalize(new GreyPicture(28, 28, image.Pixels.ToArray())).Pixels.ToArray().Should().Equal(image.Pixels.ToArray());
            image.Pixels.ToArray().Max().Should().Be(255);
            image.IsBlank.Should().BeFalse();
        }
    }

    [Fact]
    public void Where_in_the_picture_the_digit_is_does_not_matter()
    {
        var digit = Digits.GetPixels(0);
        var middle = Normalize(Place(digit, left: 100, top: 60)).Pixels.ToArray();

        foreach (var (left, top) in new[] { (8, 8), (200, 100), (37, 91) })
        {
            Difference(Normalize(Place(digit, left, top)).Pixels.ToArray(), middle).Should().BeLessThan(0.05);
        }
    }

    [Fact]
    public void The_negative_of_a_photograph_gives_nearly_the_same_image()
    {
        for (var i = 0; i < 10; i++)
        {
            var picture = Photograph.Take(Digits.GetPixels(i), PhotographCondition.All[0], seed: i);
            var negative = new GreyPicture(
                picture.Width, picture.Height, Array.ConvertAll(picture.Pixels.ToArray(), p => (byte)(255 - p)));

            Difference(Normalize(negative).Pixels.ToArray(), Normalize(picture).Pixels.ToArray()).Should().BeLessThan(0.15);
        }
    }

    [Property(MaxTest = 30)]
    public Property A_solid_picture_of_any_size_and_shade_is_blank() => Prop.ForAll(
        (from width in Gen.Choose(1, 300)
         from height in Gen.Choose(1, 300)
         from grey in Gen.Choose(0, 255)
         select (width, height, grey)).ToArbitrary(),
        solid =>
        {
            var image = DigitImage.Normalize(
                Enumerable.Repeat((byte)solid.grey, solid.width * solid.height).ToArray(), solid.height, solid.width);

            image.IsBlank.Should().BeTrue();
            image.Pixels.ToArray().Should().Equal(new byte[784]);
        });

    public static TheoryData<string> Conditions => [.. PhotographCondition.All.Select(condition => condition.Name)];

    [Theory]
    [MemberData(nameof(Conditions))]
    public void A_photograph_of_nothing_is_blank(string condition)
    {
        for (var seed = 0; seed < 4; seed++)
        {
            Normalize(Photograph.Take([], PhotographCondition.All.Single(c => c.Name == condition), seed)).IsBlank
                .Should().BeTrue($"photograph {seed} has no writing");
        }
    }

    [Fact]
    public void A_speck_of_dust_is_blank() => Normalize(Draw(400, 300, new Box(200, 150, 205, 155))).IsBlank.Should().BeTrue();

    [Fact]
    public void A_thin_short_1_is_not() => Normalize(Draw(400, 300, new Box(200, 130, 203, 169))).IsBlank.Should().BeFalse();

    [Fact]
    public void A_large_blot_is_not_a_digit() =>
        Normalize(Draw(400, 300, new Box(150, 100, 249, 199))).IsBlank.Should().BeTrue();

    [Fact]
    public void A_shadow_of_the_desk_along_the_border_is_not_a_digit() =>
        Normalize(Draw(400, 300, new Box(0, 0, 12, 299))).IsBlank.Should().BeTrue();

    [Fact]
    public void A_dark_border_does_not_change_the_digit()
    {
        var stroke = new Box(200, 100, 209, 179);

        Difference(
            Normalize(Draw(400, 300, stroke, new Box(0, 0, 399, 9), new Box(0, 0, 7, 299))).Pixels.ToArray(),
            Normalize(Draw(400, 300, stroke)).Pixels.ToArray()).Should().BeLessThan(0.02);
    }

    [Fact]
    public void Strokes_of_any_width_come_out_about_as_wide_as_those_of_MNIST()
    {
        var inks = new[] { 4, 10, 25, 40 }
            .Select(width => Normalize(Draw(400, 300, new Box(200, 50, 200 + width, 249))).Pixels.ToArray().Sum(pixel => pixel) / 255f / 20)
            .ToList();

        inks.Should().OnlyContain(width => width > 1.8 && width < 3.4);
    }

    [Fact]
    public void The_digit_in_a_picture_that_is_cut_close_to_it_is_found()
    {
        var digit = Digits.GetPixels(0);
        var (left, top, right, bottom) = (28, 28, -1, -1);
        for (var i = 0; i < digit.Length; i++)
        {
            if (digit[i] > 0)
            {
                (left, top) = (Math.Min(left, i % 28), Math.Min(top, i / 28));
                (right, bottom) = (Math.Max(right, i % 28), Math.Max(bottom, i / 28));
            }
        }

        // One pixel of paper on each side.
        (left, top) = (left - 1, top - 1);
        var (width, height) = (right - left + 2, bottom - top + 2);
        var cut = new byte[width * height];
        for (var i = 0; i < cut.Length; i++)
        {
            cut[i] = (byte)(255 - digit[((top + (i / width)) * 28) + left + (i % width)]);
        }

        Difference(DigitImage.Normalize(cut, height, width).Pixels.ToArray(), digit.ToArray()).Should().BeLessThan(0.5);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(100)]
    [InlineData(120)]
    [InlineData(130)]
    public void Ink_at_the_border_does_not_go_on_beyond_it(int side)
    {
        // A bar at the top and a stroke down to the foot, without any paper around them, drawn at any size.
        GreyPicture Written(int length) => Draw(
            length, length, new Box(0, 0, length - 1, (length / 8) - 1), new Box(
                length / 2, 0, (length / 2) + (length / 8), length - 1));

        Difference(Normalize(Written(side)).Pixels.ToArray(), Normalize(Written(400)).Pixels.ToArray()).Should()
            .BeLessThan(0.15);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, 0)]
    [InlineData(-1, -1)]
    public void A_size_below_1_is_rejected(int height, int width)
    {
        var normalize = () => DigitImage.Normalize([], height, width);

        normalize.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void A_size_that_does_not_fit_the_pixels_is_rejected()
    {
        var normalize = () => DigitImage.Normalize(new byte[10], 3, 3);

        normalize.Should().Throw<ArgumentException>().WithMessage("A picture of 3x3 has 9 pixels, but there are 10.*");
    }

    [Fact]
    public void Sixteen_threads_get_the_images_that_one_gets()
    {
        var pictures = Enumerable.Range(0, 8)
            .Select(i => Photograph.Take(Digits.GetPixels(i), PhotographCondition.All[^1], seed: i)).ToList();
        var expected = pictures.Select(picture => Normalize(picture).Pixels.ToArray()).ToList();

        Parallel.For(0, 32, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i =>
            Normalize(pictures[i % 8]).Pixels.SequenceEqual(expected[i % 8]).Should().BeTrue());
    }

    private static DigitImage Normalize(GreyPicture picture) =>
        DigitImage.Normalize(picture.Pixels, picture.Height, picture.Width);

    private static GreyPicture Draw(int width, int height, params Box[] inks)
    {
        var pixels = new byte[width * height];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (column, row) = (i % width, i / width);
            pixels[i] = inks.Any(
                ink => column >= ink.Left && column <= ink.Right && row >= ink.Top && row <= ink.Bottom) ? Ink : Paper;
        }

        return new GreyPicture(width, height, pixels);
    }

    // Four times as large, on white paper.
    private static GreyPicture Place(ReadOnlySpan<byte> digit, int left, int top)
    {
        const int Width = 400;
        var pixels = Enumerable.Repeat((byte)255, Width * 300).ToArray();
        for (var row = 0; row < 28 * 4; row++)
        {
            for (var column = 0; column < 28 * 4; column++)
            {
                pixels[((top + row) * Width) + left + column] = (byte)(255 - digit[(row / 4 * 28) + (column / 4)]);
            }
        }

        return new GreyPicture(Width, 300, pixels);
    }

    // As a share of the ink.
    private static double Difference(byte[] image, byte[] other) =>
        image.Zip(other, (a, b) => Math.Abs(a - b)).Sum() / (double)other.Sum(pixel => pixel);
}
