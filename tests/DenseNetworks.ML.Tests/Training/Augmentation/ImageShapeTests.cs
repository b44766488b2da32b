using DenseNetworks.ML.Training;

namespace DenseNetworks.ML.Tests.Training.Augmentation;

/// <summary>The shape of images, and the box around their ink.</summary>
public sealed class ImageShapeTests
{
    [Theory]
    [InlineData(1, null, 1, 1)]
    [InlineData(784, null, 28, 28)]
    [InlineData(45, 5, 5, 9)]
    [InlineData(45, 45, 45, 1)]
    public void Images_are_square_unless_their_width_is_given(int pixels, int? given, int width, int height) =>
        ImageShape.Of(pixels, given).Should().Be(new ImageShape(width, height));

    [Theory]
    [InlineData(45, null, "*square image, but there are 45. Set ImageAugmentation.ImageWidth.")]
    [InlineData(2, null, "*square image, but there are 2.*")]
    [InlineData(784, 27, "*a width of 27 pixels, but 784 features*Change ImageAugmentation.ImageWidth.")]
    [InlineData(784, 1000, "*a width of 1000 pixels, but 784 features*")]
    public void Features_that_are_no_image_are_refused(int pixels, int? width, string message)
    {
        var find = () => ImageShape.Of(pixels, width);

        find.Should().Throw<InvalidOperationException>().WithMessage(message);
    }

    [Fact]
    public void The_box_is_the_smallest_around_all_ink()
    {
        var shape = new ImageShape(9, 5);
        var scratch = Images.MakeAugmenter(new(), shape).MakeScratch();
        var image = new float[shape.PixelCount];
        image[(1 * 9) + 6] = 0.1f;
        image[(3 * 9) + 2] = 1;
        image[(2 * 9) + 4] = -0.5f;
        scratch.CopyInside(image);

        InkBox.Find(shape, scratch.Padded).Should().Be(new InkBox(Left: 2, Top: 1, Right: 6, Bottom: 3));
    }

    [Fact]
    public void Without_ink_the_box_is_empty()
    {
        var shape = new ImageShape(9, 5);

        var box = InkBox.Find(shape, new float[shape.PaddedLength]);

        (box.Right < box.Left).Should().BeTrue();
        (box.Bottom < box.Top).Should().BeTrue();
    }
}
