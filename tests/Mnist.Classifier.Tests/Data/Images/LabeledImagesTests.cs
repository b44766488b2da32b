using Mnist.Classifier.Tests.Benchmarks;
using Mnist.Classifier.Tests.Data.Idx;
using Testing;

namespace Mnist.Classifier.Tests.Data.Images;

public sealed class LabeledImagesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pixels_and_labels_are_found_by_index()
    {
        var images = new LabeledImages(
            new byte[] { 1, 2, 3, 4, 5, 6 }, new byte[] { 2, 0 }, height: 1, width: 3, classCount: 3);

        images.Count.Should().Be(2);
        images.PixelsPerImage.Should().Be(3);
        images.GetPixels(1).ToArray().Should().Equal(4, 5, 6);
        images.GetLabel(0).Should().Be(2);
    }

    [Fact]
    public void Pixels_are_copied_into_the_beginning_of_what_may_be_longer()
    {
        var images = new LabeledImages(new byte[] { 1, 2, 3, 4 }, new byte[] { 2, 0 }, height: 1, width: 2, classCount: 3);
        byte[] destination = [9, 9, 9];

        images.CopyPixels(1, destination);

        destination.Should().Equal(3, 4, 9);
        images.Invoking(i => i.CopyPixels(1, new byte[1]))
            .Should().Throw<ArgumentException>().WithMessage("2 pixels do not fit into 1.*").WithParameterName("destination");
    }

    [Fact]
    public void Take_keeps_the_first_ones()
    {
        var images = new LabeledImages(new byte[] { 1, 2, 3 }, new byte[] { 0, 1, 2 }, 1, 1, 3).Take(2);

        images.Count.Should().Be(2);
        images.GetPixels(1).ToArray().Should().Equal(2);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void An_index_outside_is_rejected(int index)
    {
        var images = new LabeledImages(new byte[3], new byte[3], 1, 1, 3);

        images.Invoking(i => i.GetLabel(index)).Should().Throw<ArgumentOutOfRangeException>();
        images.Invoking(i => i.GetPixels(index).Length).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Taking_none_or_too_many_is_rejected(int count)
    {
        var images = new LabeledImages(new byte[3], new byte[3], 1, 1, 3);

        images.Invoking(i => i.Take(count)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(count));
    }

    [Theory]
    [InlineData(5, 2, 2, 1, "*5 pixels are not 2 images*")]
    [InlineData(0, 0, 2, 1, "*at least one image*")]
    [InlineData(0, 2, 1 << 16, 1 << 16, "*0 pixels are not 2 images*")]
    [InlineData(8, 2, int.MaxValue, int.MaxValue, "*8 pixels are not 2 images*")]
    public void Sizes_that_do_not_fit_are_rejected(int pixels, int labels, int height, int width, string message)
    {
        var make = () => new LabeledImages(new byte[pixels], new byte[labels], height, width, 10);

        make.Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Theory]
    [InlineData(0, 1, 10)]
    [InlineData(1, -1, 10)]
    [InlineData(1, 1, 0)]
    [InlineData(1, 1, 257)]
    public void Sizes_out_of_range_are_rejected(int height, int width, int classCount)
    {
        var make = () => new LabeledImages(new byte[1], new byte[1], height, width, classCount);

        make.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_label_outside_the_classes_is_rejected_with_its_index(int index)
    {
        var labels = new byte[3];
        labels[index] = 3;

        var make = () => new LabeledImages(new byte[3], labels, 1, 1, 3);

        make.Should().Throw<ArgumentException>().WithMessage($"Label {index} is 3; with 3 classes it must be 0 to 2.*");
    }

    [Fact]
    public void A_label_file_with_a_label_outside_the_classes_is_named()
    {
        File.WriteAllBytes(_folder.File("images"), IdxFiles.Images(2, 1, 1));
        File.WriteAllBytes(_folder.File("labels"), IdxFiles.Labels(9, 10));

        var read = () => LabeledImages.FromIdx(
            _folder.File("images"), _folder.File("labels"), new ImageSetLayout { ClassCount = 10 });

        read.Should().Throw<InvalidDataException>().WithMessage($"*{_folder.File("labels")}*label 1 is 10*0 to 9*");
    }

    [Fact]
    public void Files_of_unequal_count_are_both_named()
    {
        File.WriteAllBytes(_folder.File("images"), IdxFiles.Images(2, 1, 1));
        File.WriteAllBytes(_folder.File("labels"), IdxFiles.Labels(1, 2, 3));

        var read = () => LabeledImages.FromIdx(_folder.File("images"), _folder.File("labels"));

        read.Should().Throw<InvalidDataException>()
            .WithMessage($"*{_folder.File("images")}*2 images*{_folder.File("labels")}*3 labels*");
    }

    [Fact]
    public void Missing_content_is_rejected()
    {
        var images = new LabeledImages(new byte[1], new byte[1], 1, 1, 1);
        Action[] calls =
        [
            () => images.ToDataView(null!),
            () => images.Where(null!),
            () => images.Concat(null!),
            () => images.SaveIdx(null!, "labels"),
            () => images.SaveIdx("images", null!),
            () => LabeledImages.FromIdx(null!, "labels"),
            () => LabeledImages.FromIdx("images", null!),
            () => LabeledImages.FromCsv(null!),
            () => LabeledImages.FromImageFolder(null!),
        ];

        foreach (var call in calls)
        {
            call.Should().Throw<ArgumentNullException>();
        }
    }

    [Fact]
    public void A_set_describes_itself()
    {
        var digits = MnistDataset.Generate(1_200, 10);

        $"{digits.Train}".Should().Be("1,200 images of 28x28, 10 classes");
        $"{digits}".Should().Be("generated digits, seed 0 (1,200 training and 10 test images)");
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var read = () => LabeledImages.FromIdx(_folder.File("images"), _folder.File("labels"));

        read.Should().Throw<FileNotFoundException>().WithMessage($"*{_folder.Path}*");
    }
}
