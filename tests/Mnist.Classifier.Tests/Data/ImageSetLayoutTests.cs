using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Classifier.Tests.Benchmarks;
using Mnist.Classifier.Tests.Data.Idx;
using Testing;

namespace Mnist.Classifier.Tests.Data;

public sealed class ImageSetLayoutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Clothes_come_by_name()
    {
        var images = Read(IdxFiles.Images(3, 28, 28), [9, 0, 5], ImageSetLayout.FashionMnist);

        images.ClassNames.Should().HaveCount(10);
        Names(images).Should().Equal("Ankle boot", "T-shirt/top", "Sandal");
    }

    [Fact]
    public void Letters_that_the_file_counts_from_1_are_counted_from_0()
    {
        var images = Read(IdxFiles.Images(2, 28, 28), [1, 26], ImageSetLayout.EmnistLetters);

        images.GetLabel(0).Should().Be(0);
        Names(images).Should().Equal("A", "Z");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(27)]
    public void A_label_outside_the_numbering_is_rejected(byte label)
    {
        var read = () => Read(IdxFiles.Images(1, 28, 28), [label], ImageSetLayout.EmnistLetters);

        read.Should().Throw<InvalidDataException>().WithMessage($"*label 0 is {label}*1 to 26*");
    }

    [Fact]
    public void The_predefined_layouts_have_their_classes()
    {
        ImageSetLayout.Mnist.ClassCount.Should().Be(10);
        ImageSetLayout.EmnistDigits.ClassCount.Should().Be(10);
        ImageSetLayout.EmnistLetters.ClassNames.Should().HaveCount(26);
        ImageSetLayout.EmnistBalanced.ClassNames.Should().HaveCount(47).And.OnlyHaveUniqueItems();
        ImageSetLayout.EmnistByClass.ClassNames.Should().HaveCount(62).And.OnlyHaveUniqueItems();
        // The first and the last of each group in the mapping that EMNIST publishes: '0' to '9', 'A' to 'Z', 'a' to 't'.
        ImageSetLayout.EmnistBalanced.ClassNames![10].Should().Be("A");
        ImageSetLayout.EmnistBalanced.ClassNames[36].Should().Be("a");
        ImageSetLayout.EmnistBalanced.ClassNames[46].Should().Be("t");
        ImageSetLayout.EmnistByClass.ClassNames![61].Should().Be("z");
    }

    [Theory]
    [InlineData(0, 47)]
    [InlineData(1, 46)]
    public void Without_a_count_there_are_as_many_classes_as_the_largest_label_needs(int firstLabel, int count)
    {
        var images = Read(IdxFiles.Images(2, 1, 1), [46, 1], new ImageSetLayout { FirstLabel = firstLabel });

        images.ClassCount.Should().Be(count);
    }

    [Fact]
    public void Images_that_lie_column_by_column_are_turned()
    {
        // Stored as 2 columns of 3 pixels: the image has 3 rows of 2.
        var images = Read(IdxFiles.Plain([2, 2, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]), [0, 0], new ImageSetLayout { Transposed = true });

        (images.Height, images.Width).Should().Be((3, 2));
        images.GetPixels(0).ToArray().Should().Equal(1, 4, 2, 5, 3, 6);
        images.GetPixels(1).ToArray().Should().Equal(7, 10, 8, 11, 9, 12);
    }

    [Fact]
    public void Images_of_another_size_than_asked_for_are_rejected()
    {
        var read = () => Read(IdxFiles.Images(1, 28, 27), [0], ImageSetLayout.Mnist);

        read.Should().Throw<InvalidDataException>().WithMessage($"*{_folder.File("images")}*28x27*28x28 is asked for*");
    }

    [Theory]
    [MemberData(nameof(InvalidFormats))]
    public void A_layout_that_makes_no_sense_is_rejected(ImageSetLayout layout, string message)
    {
        var read = () => LabeledImages.FromIdx("images", "labels", layout);

        read.Should().Throw<ArgumentException>().WithMessage(message);
    }

    public static TheoryData<ImageSetLayout, string> InvalidFormats() => new()
    {
        { new ImageSetLayout { ClassCount = 0 }, "*1 to 256 classes*0*" },
        { new ImageSetLayout { ClassCount = 257 }, "*1 to 256 classes*257*" },
        { new ImageSetLayout { ClassNames = [] }, "*1 to 256 classes*0*" },
        { new ImageSetLayout { ClassNames = ["a", "b", "a"] }, "*Two classes are called 'a'*" },
        { new ImageSetLayout { ClassNames = ["a", " "] }, "*class 1 is empty*" },
        { new ImageSetLayout { ClassNames = ["a", null!] }, "*class 1 is empty*" },
        { new ImageSetLayout { ClassNames = ["a", "b"], ClassCount = 47 }, "*2 names for 47 classes*" },
        { new ImageSetLayout { FirstLabel = -1 }, "*first label is -1*0 to 255*" },
        { new ImageSetLayout { FirstLabel = 256 }, "*first label is 256*0 to 255*" },
        { new ImageSetLayout { FirstLabel = 250, ClassCount = 10 }, "*first label is 250*10 classes*0 to 246*" },
        { new ImageSetLayout { FirstLabel = int.MaxValue, ClassCount = 10 }, "*first label is 2147483647*" },
        { new ImageSetLayout { Width = 0 }, "*at least 1*" },
        { new ImageSetLayout { Height = -1 }, "*at least 1*" },
    };

    [Fact]
    public void There_must_be_as_many_names_as_classes()
    {
        var make = () => new LabeledImages(new byte[1], new byte[1], 1, 1, 3, ["a", "b"]);

        make.Should().Throw<ArgumentException>().WithMessage("*2 names*3 classes*");
    }

    [Fact]
    public void The_names_are_copied()
    {
        var names = new List<string> { "a", "b" };
        var images = new LabeledImages(new byte[1], new byte[1], 1, 1, 2, names);
        var layout = new ImageSetLayout { ClassNames = names };

        names[0] = "c";
        names.Add("d");

        images.ClassNames.Should().Equal("a", "b");
        layout.ClassNames.Should().Equal("a", "b");
    }

    private static IEnumerable<string> Names(LabeledImages images)
    {
        var ml = new MLContext();
        var view = images.ToDataView(ml);
        return ml.Transforms.Conversion.MapKeyToValue("Label").Fit(view).Transform(view)
            .GetColumn<ReadOnlyMemory<char>>("Label").Select(name => name.ToString()).ToArray();
    }

    private LabeledImages Read(byte[] images, byte[] labels, ImageSetLayout layout)
    {
        File.WriteAllBytes(_folder.File("images"), images);
        File.WriteAllBytes(_folder.File("labels"), IdxFiles.Labels(labels));
        return LabeledImages.FromIdx(_folder.File("images"), _folder.File("labels"), layout);
    }
}
