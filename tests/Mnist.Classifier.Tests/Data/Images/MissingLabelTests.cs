using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Classifier.Tests.Benchmarks;
using Testing;

namespace Mnist.Classifier.Tests.Data.Images;

/// <summary>Images without a label.</summary>
public sealed class MissingLabelTests : IDisposable
{
    private const byte None = LabeledImages.MissingLabel;

    private readonly TemporaryFolder _folder = new();
    private readonly LabeledImages _images = new(new byte[6], new byte[] { 0, None, 2, None, 1, 2 }, 1, 1, classCount: 3);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Their_label_says_so_and_their_key_is_missing()
    {
        _images.GetLabel(1).Should().Be(None);
        _images.ToDataView(new MLContext()).GetColumn<uint>("Label").Should().Equal(1u, 0u, 3u, 0u, 2u, 3u);
    }

    [Fact]
    public void They_are_counted_among_the_images_and_not_among_the_classes()
    {
        _images.Count.Should().Be(6);
        _images.CountByClass().Should().Equal(1, 1, 2);
    }

    [Fact]
    public void They_are_selected_shuffled_and_appended_like_others()
    {
        _images.Skip(1).Take(1).GetLabel(0).Should().Be(None);
        _images.Where(index => _images.GetLabel(index) == None).Count.Should().Be(2);
        Labels(_images.Shuffle(seed: 1)).Should().BeEquivalentTo(Labels(_images));
        Labels(_images.Concat(_images)).Count(label => label == None).Should().Be(4);
    }

    [Fact]
    public void A_split_has_its_fraction_of_them()
    {
        var many = Enumerable.Range(0, 19).Aggregate(_images, (images, _) => images.Concat(_images)); // 40 of them

        var (_, second) = many.Split(0.25);

        Labels(second).Count(label => label == None).Should().Be(10);
    }

    [Fact]
    public void Files_of_labels_cannot_say_it()
    {
        var save = () => _images.SaveIdx(_folder.File("images"), _folder.File("labels"));

        save.Should().Throw<InvalidOperationException>().WithMessage(
            "Image 1 is none of the 3 classes, which a file of labels cannot say. Leave such images out.");
        _folder.FileNames().Should().BeEmpty();
    }

    [Fact]
    public void Of_255_classes_it_is_none()
    {
        var images = new LabeledImages(new byte[2], new byte[] { 254, None }, 1, 1, classCount: 255);

        images.CountByClass().Sum().Should().Be(1);
        images.ToDataView(new MLContext()).GetColumn<uint>("Label").Should().Equal(255u, 0u);
        images.Invoking(i => i.SaveIdx(_folder.File("images"), _folder.File("labels")))
            .Should().Throw<InvalidOperationException>().WithMessage("Image 1 is none of the 255 classes*");
    }

    [Fact]
    public void Of_256_classes_every_label_is_one()
    {
        var images = new LabeledImages(new byte[1], new byte[] { 255 }, 1, 1, classCount: 256);

        images.CountByClass()[255].Should().Be(1);
        images.ToDataView(new MLContext()).GetColumn<uint>("Label").Should().Equal(256u);
        images.Invoking(i => i.SaveIdx(_folder.File("images"), _folder.File("labels"))).Should().NotThrow();
    }

    private static List<int> Labels(LabeledImages images) => [.. Enumerable.Range(0, images.Count).Select(images.GetLabel)];
}
