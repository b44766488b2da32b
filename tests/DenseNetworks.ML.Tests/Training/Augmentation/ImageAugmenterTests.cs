using DenseNetworks.ML;
using DenseNetworks.ML.Training;

namespace DenseNetworks.ML.Tests.Training.Augmentation;

public sealed class ImageAugmenterTests
{
    private static readonly ImageShape Digit = new(28, 28);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(28, 28)]
    [InlineData(5, 9)]
    [InlineData(33, 2)]
    [InlineData(64, 64)]
    public void An_augmentation_of_nothing_gives_the_very_image_back(int width, int height)
    {
        var shape = new ImageShape(width, height);
        var image = Images.Draw(shape);

        Images.Augment(new ImageAugmentation(), shape, image, new RowRandom(1, 2, 3)).Should().Equal(image);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(28, 28)]
    [InlineData(5, 9)]
    [InlineData(33, 12)]
    [InlineData(64, 64)]
    public void Images_are_distorted_as_the_definition_says(int width, int height)
    {
        var shape = new ImageShape(width, height);
        ImageAugmentation[] ways =
        [
            new() { Rotation = 180 }, new() { Shear = 2 }, new() { Scale = 0.9 }, new() { Shift = 9 },
            new() { ElasticDistortion = 2 }, new() { ElasticDistortion = 5, ElasticSmoothness = 1 },
            new() { Thickness = 3 }, Images.Everything,
        ];
        foreach (var way in ways)
        {
            var augmenter = Images.MakeAugmenter(way, shape);
            var scratch = augmenter.MakeScratch(); // used again and again: no image leaves anything behind
            for (var row = 0; row < 3; row++)
            {
                var (image, random) = (Images.Draw(shape, seed: row), new RowRandom(1, 2, row));
                var expected = NaiveAugmentation.Augment(way, shape, image, random).Select(pixel => (float)pixel);

                Images.LargestDifference(Images.Augment(augmenter, scratch, image, random), expected)
                    .Should().BeLessThan(2e-4f);
            }
        }
    }

    [Fact]
    public void Small_ink_on_much_paper_is_distorted_as_the_definition_says()
    {
        var image = Images.DrawStroke(Digit);

        for (var row = 0; row < 8; row++)
        {
            var random = new RowRandom(4, 5, row);
            var expected = NaiveAugmentation.Augment(Images.Everything, Digit, image, random).Select(pixel => (float)pixel);

            Images.LargestDifference(Images.Augment(Images.Everything, Digit, image, random), expected)
                .Should().BeLessThan(2e-4f);
        }
    }

    [Fact]
    public void Paper_stays_paper() =>
        Images.Augment(Images.Everything, Digit, new float[Digit.PixelCount], new RowRandom(1, 1, 1))
            .Should().OnlyContain(pixel => pixel == 0);

    [Fact]
    public void A_quarter_turn_makes_lines_of_columns()
    {
        var way = new ImageAugmentation { Rotation = 180 };
        var image = Images.Draw(Digit);
        var random = Images.Find(way, Digit, warp => Math.Abs(warp.Matrix.M12 - 1) < 1e-7);

        var turned = Images.Augment(way, Digit, image, random);

        var expected = Enumerable.Range(0, Digit.PixelCount)
            .Select(i => image[(i % Digit.Width * Digit.Width) + (Digit.Width - 1 - (i / Digit.Width))]);
        Images.LargestDifference(turned, expected).Should().BeLessThan(0.05f);
    }

    [Fact]
    public void A_shift_of_whole_pixels_moves_every_pixel_and_brings_paper_in()
    {
        var way = new ImageAugmentation { Shift = 3 };
        var image = Images.Draw(Digit);

        // Two to the right and one up: the new image's point is the old one's that lies two to the left and one below.
        var random = Images.Find(
            way, Digit, warp => Math.Abs(warp.Matrix.M31 + 2) < 0.01 && Math.Abs(warp.Matrix.M32 - 1) < 0.01);

        var moved = Images.Augment(way, Digit, image, random);

        var expected = Enumerable.Range(0, Digit.PixelCount).Select(i => (Column: (i % 28) - 2, Line: (i / 28) + 1))
            .Select(place => place.Column >= 0 && place.Line < 28 ? image[(place.Line * 28) + place.Column] : 0);
        Images.LargestDifference(moved, expected).Should().BeLessThan(0.03f);
    }

    [Fact]
    public void Values_stay_between_0_and_the_largest_of_the_image()
    {
        for (var row = 0; row < 50; row++)
        {
            Images.Augment(Images.Everything, Digit, Images.Draw(Digit, row), new RowRandom(1, 3, row))
                .Should().OnlyContain(pixel => pixel >= 0 && pixel <= 1);
        }
    }
}
