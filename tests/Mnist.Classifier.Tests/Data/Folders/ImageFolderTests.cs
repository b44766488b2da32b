using Microsoft.ML;
using Microsoft.ML.Data;
using Testing;

namespace Mnist.Classifier.Tests.Data.Folders;

public sealed class ImageFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_folder_is_a_class_and_every_file_one_of_its_images()
    {
        Write("dog/b.png", 4, 2, 1);
        Write("dog/a.bmp", 4, 2, 2);
        Write("cat/z.png", 4, 2, 3);

        var images = LabeledImages.FromImageFolder(_folder.Path);

        images.ClassNames.Should().Equal("cat", "dog");
        (images.Count, images.Height, images.Width).Should().Be((3, 2, 4));
        Firsts(images).Should().Equal((3, 0), (2, 1), (1, 1));
        images.ToDataView(new MLContext()).Schema["Label"].HasKeyValues().Should().BeTrue();
    }

    [Fact]
    public void Folders_named_0_1_2_are_numbered_classes_in_the_order_of_the_numbers()
    {
        for (var label = 0; label < 11; label++)
        {
            Write($"{label}/one.png", 1, 1, (byte)label);
        }

        var images = LabeledImages.FromImageFolder(_folder.Path);

        images.ClassNames.Should().BeNull();
        images.ClassCount.Should().Be(11);
        Firsts(images).Should().Equal(Enumerable.Range(0, 11).Select(label => ((byte)label, label)));
    }

    [Fact]
    public void Folders_with_other_numbers_keep_them_as_names_in_their_order()
    {
        Write("10/one.png", 1, 1, 10);
        Write("9/one.png", 1, 1, 9);

        var images = LabeledImages.FromImageFolder(_folder.Path);

        images.ClassNames.Should().Equal("9", "10");
        Firsts(images).Should().Equal((9, 0), (10, 1));
    }

    [Fact]
    public void Folders_of_which_some_are_numbers_are_sorted_by_their_characters()
    {
        Write("cat/one.png", 1, 1, 3);
        Write("9/one.png", 1, 1, 9);
        Write("10/one.png", 1, 1, 10);
        Write("0/one.png", 1, 1, 7);

        var images = LabeledImages.FromImageFolder(_folder.Path);

        images.ClassNames.Should().Equal("0", "10", "9", "cat");
        Firsts(images).Should().Equal((7, 0), (10, 1), (9, 2), (3, 3));
    }

    [Fact]
    public void There_can_be_256_classes()
    {
        for (var label = 0; label < 256; label++)
        {
            Write($"{label}/one.png", 1, 1, (byte)label);
        }

        Firsts(LabeledImages.FromImageFolder(_folder.Path)).Should().Equal(
            Enumerable.Range(0, 256).Select(label => ((byte)label, label)));
    }

    [Fact]
    public void Classes_that_are_named_keep_their_numbers_even_where_one_has_no_pictures()
    {
        Write("dog/one.png", 1, 1, 5);

        var images = LabeledImages.FromImageFolder(_folder.Path, ["cat", "dog"]);

        images.ClassNames.Should().Equal("cat", "dog");
        Firsts(images).Should().Equal((5, 1));
    }

    [Fact]
    public void Hidden_files_and_what_file_managers_leave_are_passed_over()
    {
        Write("dog/one.png", 1, 1, 5);
        Write(".hidden/one.png", 9, 9, 5);
        Write("__MACOSX/one.png", 9, 9, 5);
        File.WriteAllText(_folder.File("dog/.DS_Store"), "");
        File.WriteAllText(_folder.File("dog/Thumbs.db"), "");
        File.WriteAllText(_folder.File("dog/Desktop.ini"), "");
        File.WriteAllText(_folder.File("readme.txt"), "beside the classes, not in one");

        LabeledImages.FromImageFolder(_folder.Path).Count.Should().Be(1);
    }

    [Fact]
    public void Progress_counts_every_file_once()
    {
        for (var i = 0; i < 50; i++)
        {
            Write($"dog/{i}.png", 2, 2, (byte)i);
        }

        var reports = new List<ImageFolderProgress>();

        LabeledImages.FromImageFolder(_folder.Path, progress: new Reporter<ImageFolderProgress>(reports.Add));

        reports.Select(report => report.FilesRead).Should().Equal(Enumerable.Range(1, 50));
        reports.Should().OnlyContain(report => report.FileCount == 50);
    }

    [Fact]
    public void An_exception_of_the_callers_progress_is_not_wrapped()
    {
        Write("dog/one.png", 2, 2, 5);
        var progress = new Reporter<ImageFolderProgress>(_ => throw new TimeZoneNotFoundException());

        var read = () => LabeledImages.FromImageFolder(_folder.Path, progress: progress);

        read.Should().Throw<TimeZoneNotFoundException>();
    }

    [Fact]
    public void Reading_can_be_cancelled()
    {
        for (var i = 0; i < 50; i++)
        {
            Write($"dog/{i}.png", 2, 2, (byte)i);
        }

        using var cancellation = new CancellationTokenSource();
        var progress = new Reporter<ImageFolderProgress>(_ => cancellation.Cancel());

        var read = () => LabeledImages.FromImageFolder(_folder.Path, progress: progress, cancellationToken: cancellation.Token);

        read.Should().Throw<OperationCanceledException>();
    }

    private static IEnumerable<(byte First, int Label)> Firsts(LabeledImages images) =>
        Enumerable.Range(0, images.Count).Select(i => (images.GetPixels(i)[0], images.GetLabel(i))).ToArray();

    private void Write(string name, int width, int height, byte grey) =>
        PictureFiles.WritePlain(_folder.File(name), width, height, grey);
}
