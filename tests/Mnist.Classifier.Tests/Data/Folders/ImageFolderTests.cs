using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Classifier.Tests.Support;

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
    public void Classes_that_are_named_keep_their_numbers_even_where_one_has_no_pictures()
    {
        Write("dog/one.png", 1, 1, 5);

        var images = LabeledImages.FromImageFolder(_folder.Path, ["cat", "dog"]);

        images.ClassNames.Should().Equal("cat", "dog");
        Firsts(images).Should().Equal((5, 1));
    }

    [Fact]
    public void A_folder_that_is_none_of_the_classes_is_named()
    {
        Write("dog/one.png", 1, 1, 5);
        Write("cow/one.png", 1, 1, 5);
        Write("ape/one.png", 1, 1, 5);

        Read("cat", "dog").Should().Throw<InvalidDataException>().WithMessage($"*ape, cow in '{_folder.Path}'*none of the classes cat, dog*");
    }

    [Fact]
    public void Hidden_files_and_what_file_managers_leave_are_passed_over()
    {
        Write("dog/one.png", 1, 1, 5);
        Write(".hidden/one.png", 9, 9, 5);
        File.WriteAllText(_folder.File("dog/.DS_Store"), "");
        File.WriteAllText(_folder.File("dog/Thumbs.db"), "");
        File.WriteAllText(_folder.File("readme.txt"), "beside the classes, not in one");

        LabeledImages.FromImageFolder(_folder.Path).Count.Should().Be(1);
    }

    [Fact]
    public void Files_that_cannot_be_read_are_reported_together()
    {
        Write("dog/one.png", 2, 2, 5);
        Write("dog/wide.png", 3, 2, 5);
        Directory.CreateDirectory(_folder.File("dog/more"));
        File.WriteAllText(_folder.File("dog/notes.txt"), "no picture");
        for (var i = 0; i < 20; i++)
        {
            File.WriteAllBytes(_folder.File(string.Create(CultureInfo.InvariantCulture, $"dog/{i:00}.jpg")), [0xFF, 0xD8, 1, 2, 3]);
        }

        var thrown = Read().Should().Throw<InvalidDataException>().Which;

        thrown.Message.Should().Contain("23 of the 24 files").And.Contain(_folder.File("dog/00.jpg")).And.EndWith("and 13 more");
        var all = ((AggregateException)thrown.InnerException!).InnerExceptions;
        all.Should().HaveCount(23);
        all.Should().ContainSingle(e => e.Message.Contains("notes.txt", StringComparison.Ordinal));
        all.Should().ContainSingle(e => e.Message.Contains("wide.png' is 2x3", StringComparison.Ordinal));
        all.Should().ContainSingle(e => e.Message.Contains("more' is a folder", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_without_pictures_is_an_error_that_says_how_it_should_look()
    {
        Directory.CreateDirectory(_folder.File("dog"));

        Read().Should().Throw<InvalidDataException>().WithMessage("*no pictures*Make a folder for each class*");
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var read = () => LabeledImages.FromImageFolder(_folder.File("none"));

        read.Should().Throw<DirectoryNotFoundException>().WithMessage($"*{_folder.File("none")}*");
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

        reports.Should().Equal(Enumerable.Range(1, 50).Select(i => new ImageFolderProgress(i, 50)));
    }

    [Fact]
    public void What_the_callers_progress_throws_comes_as_it_was_thrown()
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

    private Action Read(params string[] classNames) =>
        () => LabeledImages.FromImageFolder(_folder.Path, classNames.Length == 0 ? null : classNames);

    private static IEnumerable<(byte First, int Label)> Firsts(LabeledImages images) =>
        Enumerable.Range(0, images.Count).Select(i => (images.GetPixels(i)[0], images.GetLabel(i))).ToArray();

    private void Write(string name, int width, int height, byte grey)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
        var pixels = new byte[width * height];
        Array.Fill(pixels, grey);
        PictureFiles.Write(_folder.File(name), pixels, width, height);
    }
}
