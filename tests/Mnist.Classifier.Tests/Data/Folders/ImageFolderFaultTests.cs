using System.Globalization;
using Testing;

namespace Mnist.Classifier.Tests.Data.Folders;

/// <summary>Folders that have something else than pictures of one size in classes.</summary>
public sealed class ImageFolderFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_that_is_not_a_class_is_named()
    {
        Write("dog/one.png", 1, 1, 5);
        Write("cow/one.png", 1, 1, 5);
        Write("ape/one.png", 1, 1, 5);

        Read("cat", "dog").Should().Throw<InvalidDataException>()
            .WithMessage($"*ape, cow in '{_folder.Path}'*not classes, which are cat, dog*");
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
            File.WriteAllBytes(
                _folder.File(string.Create(CultureInfo.InvariantCulture, $"dog/{i:00}.jpg")), [0xFF, 0xD8, 1, 2, 3]);
        }

        var thrown = Read().Should().Throw<InvalidDataException>().Which;

        thrown.Message.Should()
            .Contain("23 of the 24 files").And.Contain(_folder.File("dog/00.jpg")).And.EndWith("and 13 more");
        var all = ((AggregateException)thrown.InnerException!).InnerExceptions;
        all.Should().HaveCount(23);
        all.Should().ContainSingle(e => e.Message.Contains("notes.txt", StringComparison.Ordinal));
        all.Should().ContainSingle(e => e.Message.Contains("wide.png' is 2x3", StringComparison.Ordinal));
        all.Should().ContainSingle(e => e.Message.Contains("more' is a folder", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_pictures_the_error_describes_the_folder_to_create()
    {
        Directory.CreateDirectory(_folder.File("dog"));

        Read().Should().Throw<InvalidDataException>().WithMessage(
            $"The folder '{_folder.Path}' has 1 sub-folder (dog), and no folders with pictures. Create a folder for each class, " +
            $"named after it, and put its pictures there: {Path.Combine(_folder.Path, "7", "first.png")}.");
    }

    [Fact]
    public void Folders_of_training_and_test_images_are_not_classes()
    {
        Write("train/dog/one.png", 1, 1, 5);
        Write("test/dog/one.png", 1, 1, 5);

        Read().Should().Throw<InvalidDataException>()
            .WithMessage($"The folder '{_folder.Path}' has the folders test, train of a data set*");
    }

    [Fact]
    public void Folders_of_folders_are_reported_once()
    {
        Write("dog/train/one.png", 1, 1, 5);
        Write("cat/train/one.png", 1, 1, 5);

        Read().Should().Throw<InvalidDataException>()
            .WithMessage("The folders cat, dog in *have folders in them and no pictures*");
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var read = () => LabeledImages.FromImageFolder(_folder.File("none"));

        read.Should().Throw<DirectoryNotFoundException>().WithMessage(
            $"There is no folder '{_folder.File("none")}'. *");
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(10, "")]
    [InlineData(11, "and 1 more")]
    public void Of_files_that_cannot_be_read_ten_are_named(int count, string more)
    {
        for (var i = 0; i < count; i++)
        {
            WriteDamaged(string.Create(CultureInfo.InvariantCulture, $"dog/{i:00}.jpg"));
        }

        var lines = Read().Should().Throw<InvalidDataException>().Which.Message.Split(Environment.NewLine);

        lines[0].Should().Be(
            $"{count} of the {count} files under '{_folder.Path}' cannot be used. Repair them, or move them elsewhere:");
        lines[1..].Count(line => line.Contains(".jpg'", StringComparison.Ordinal)).Should().Be(Math.Min(count, 10));
        lines[^1].Contains("more", StringComparison.Ordinal).Should().Be(more.Length > 0);
        lines[^1].Should().EndWith(more);
    }

    [Fact]
    public void More_classes_than_a_label_can_tell_are_rejected()
    {
        for (var label = 0; label < 257; label++)
        {
            Write($"{label}/one.png", 1, 1, 0);
        }

        Read().Should().Throw<InvalidDataException>()
            .WithMessage($"'{_folder.Path}' has 257 folders; there can be 256 classes.");
    }

    [Fact]
    public void More_pixels_than_fit_an_array_are_rejected_before_all_is_read()
    {
        // One picture that can be read, and 43 more of its size that never will be: 2.2 billion pixels.
        const int Side = 7_000;
        Directory.CreateDirectory(_folder.File("dog"));
        File.WriteAllBytes(_folder.File("dog/00.png"), PngFile.Write(Side, Side, 1, PngFile.Grey, new byte[Side * Side / 8]));
        for (var i = 1; i < 44; i++)
        {
            WriteDamaged(string.Create(CultureInfo.InvariantCulture, $"dog/{i:00}.png"));
        }

        Read().Should().Throw<InvalidDataException>().WithMessage(
            $"44 pictures of 7000x7000 under '{_folder.Path}' have 2156000000 pixels, and an array at most 2147483591. Make them " +
            "smaller, or load them row by row by mlContext.Transforms.");
    }

    [Fact]
    public void What_is_cancelled_before_it_begins_reads_nothing()
    {
        WriteDamaged("dog/one.jpg");

        var read = () => LabeledImages.FromImageFolder(_folder.Path, cancellationToken: new CancellationToken(canceled: true));

        read.Should().Throw<OperationCanceledException>();
    }

    private Action Read(params string[] classNames) =>
        () => LabeledImages.FromImageFolder(_folder.Path, classNames.Length == 0 ? null : classNames);

    private void Write(string name, int width, int height, byte grey) =>
        PictureFiles.WritePlain(_folder.File(name), width, height, grey);

    private void WriteDamaged(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
        File.WriteAllBytes(_folder.File(name), [0xFF, 0xD8, 1, 2, 3]);
    }
}
