using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Mnist.Classifier.Tests.Benchmarks;
using Testing;

namespace Mnist.Classifier.Tests.Data.Idx;

public sealed class IdxRoundTripTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Property(MaxTest = 40)]
    public Property What_is_saved_is_what_is_loaded() => Prop.ForAll(
        Cases().ToArbitrary(),
        Arb.From(Gen.Elements("", ".gz")),
        (images, suffix) =>
        {
            var paths = (Images: _folder.File("images" + suffix), Labels: _folder.File("labels" + suffix));
            images.SaveIdx(paths.Images, paths.Labels);

            var loaded = LabeledImages.FromIdx(
                paths.Images, paths.Labels, new ImageSetLayout { ClassCount = images.ClassCount });

            loaded.Should().BeEquivalentTo(images);
            for (var i = 0; i < images.Count; i++)
            {
                loaded.GetLabel(i).Should().Be(images.GetLabel(i));
                loaded.GetPixels(i).SequenceEqual(images.GetPixels(i)).Should().BeTrue();
            }
        });

    [Fact]
    public void A_name_in_gz_makes_a_gzip_file_and_any_other_a_plain_one()
    {
        var images = new LabeledImages(new byte[] { 5, 6 }, new byte[] { 3 }, 1, 2, 10);

        images.SaveIdx(_folder.File("images.gz"), _folder.File("labels"));

        File.ReadAllBytes(_folder.File("images.gz")).Should().StartWith([0x1F, 0x8B]);
        File.ReadAllBytes(_folder.File("labels")).Should().Equal(IdxFiles.Labels(3));
    }

    [Fact]
    public void The_content_tells_gzip_from_plain_whatever_the_name()
    {
        File.WriteAllBytes(_folder.File("images"), IdxFiles.Gzip(IdxFiles.Images(1, 2, 2)));
        File.WriteAllBytes(_folder.File("labels.gz"), IdxFiles.Labels(4));

        LabeledImages.FromIdx(_folder.File("images"), _folder.File("labels.gz")).GetLabel(0).Should().Be(4);
    }

    [Fact]
    public void Blank_images_which_compress_best_of_all_are_not_taken_for_a_false_claim()
    {
        var blank = new LabeledImages(new byte[4_000_000], new byte[4000], 25, 40, 1);

        blank.SaveIdx(_folder.File("images.gz"), _folder.File("labels.gz"));

        LabeledImages.FromIdx(_folder.File("images.gz"), _folder.File("labels.gz"), new ImageSetLayout { ClassCount = 1 }).Count.Should().Be(4000);
    }

    [Fact]
    public void A_failed_save_keeps_both_old_files()
    {
        var images = new LabeledImages(new byte[] { 5, 6 }, new byte[] { 3 }, 1, 2, 10);
        File.WriteAllText(_folder.File("images"), "old");
        Directory.CreateDirectory(_folder.File("labels"));

        var save = () => images.SaveIdx(_folder.File("images"), _folder.File("labels"));

        save.Should().Throw<IOException>();
        _folder.FileNames().Should().Equal("images");
        File.ReadAllText(_folder.File("images")).Should().Be("old");
    }

    [Fact]
    public void Images_and_labels_cannot_have_the_same_name()
    {
        var images = new LabeledImages(new byte[] { 5, 6 }, new byte[] { 3 }, 1, 2, 10);

        images.Invoking(i => i.SaveIdx(_folder.File("one"), _folder.File("./one"))).Should().Throw<ArgumentException>();
        _folder.FileNames().Should().BeEmpty();
    }

    private static Gen<LabeledImages> Cases() =>
        from count in Gen.Choose(1, 9)
        from height in Gen.Choose(1, 40)
        from width in Gen.Choose(1, 40)
        from classCount in Gen.Choose(1, 256)
        from pixels in Gen.Choose(0, 255).ArrayOf(count * height * width)
        from labels in Gen.Choose(0, classCount - 1).ArrayOf(count)
        select new LabeledImages(ToBytes(pixels), ToBytes(labels), height, width, classCount);

    private static byte[] ToBytes(int[] values) => Array.ConvertAll(values, value => (byte)value);
}
