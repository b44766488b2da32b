using Testing;

namespace Mnist.Classifier.Tests.Data.Folders;

public sealed class DigitFolderTests : IDisposable
{
    private static readonly LabeledImages Digits = MnistDataset.Generate(trainCount: 100, testCount: 1, seed: 3).Train;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Digits_in_the_form_of_MNIST_come_back_as_they_are()
    {
        WriteAll("");

        var data = MnistDataset.FromImageFolder(_folder.Path, testFraction: 0.2);

        data.Test.CountByClass().Should()
            .Equal(Digits.CountByClass().Select(count => (int)Math.Round(count * 0.2, MidpointRounding.AwayFromZero)));
        var read = data.Train.Concat(data.Test);
        Keys(read).Should().BeEquivalentTo(Keys(Digits));
        data.IsGenerated.Should().BeFalse();
        data.Source.Should().Contain(_folder.Path).And.Contain($"{data.Train.Count} training and {data.Test.Count} test");
    }

    [Theory]
    [InlineData("training", "testing")]
    [InlineData("Train", "test")]
    public void Folders_of_training_and_test_images_are_read_as_they_are_split(string train, string test)
    {
        WriteAll(train);
        Write(Path.Combine(test, "7"), "one.png", Digits.GetPixels(0));

        var data = MnistDataset.FromImageFolder(_folder.Path);

        Keys(data.Train).Should().BeEquivalentTo(Keys(Digits));
        data.Test.Count.Should().Be(1);
        data.Test.GetLabel(0).Should().Be(7);
    }

    [Fact]
    public void A_picture_of_another_size_is_converted_to_the_form_of_MNIST()
    {
        // Dark ink on light paper, four times as large and not in the middle.
        var photo = new byte[200 * 160];
        Array.Fill(photo, (byte)230);
        for (var i = 0; i < 112 * 112; i++)
        {
            photo[((i / 112) * 200) + (i % 112) + 70] = (byte)(
                230 - (Digits.GetPixels(0)[((i / 112 / 4) * 28) + (i % 112 / 4)] * 200 / 255));
        }

        Directory.CreateDirectory(_folder.File("train/3"));
        PictureFiles.Write(_folder.File("train/3/photo.png"), photo, 200, 160);
        Write("test/3", "one.png", Digits.GetPixels(0));

        var data = MnistDataset.FromImageFolder(_folder.Path);

        data.Train.PixelsPerImage.Should().Be(784);
        Enumerable.Range(0, Digits.Count).MinBy(i => Distance(data.Train.GetPixels(0), Digits.GetPixels(i))).Should().Be(0);
    }

    [Fact]
    public void Blank_pictures_are_reported_with_their_names()
    {
        WriteAll("");
        Write("4", "blank.png", new byte[784]);

        var read = () => MnistDataset.FromImageFolder(_folder.Path);

        read.Should().Throw<InvalidDataException>().WithMessage($"1 of the 101 files*{_folder.File("4/blank.png")}' is blank*");
    }

    [Fact]
    public void Files_that_cannot_be_read_are_reported_together()
    {
        WriteAll("train");
        Write("train/4", "blank.png", new byte[784]);
        Write("test/5", "blank.png", new byte[784]);

        var read = () => MnistDataset.FromImageFolder(_folder.Path);

        read.Should().Throw<InvalidDataException>().WithMessage("2 of the 102 files*train*blank.png*test*blank.png*");
    }

    [Theory]
    [InlineData("train", "training", "test")]
    [InlineData("train", "test", "validation")]
    [InlineData("test", "0")]
    [InlineData("train", "training")]
    [InlineData("test", "testing")]
    [InlineData("test")]
    public void Halves_that_do_not_make_a_pair_are_rejected(params string[] folders)
    {
        foreach (var folder in folders)
        {
            WriteAll(folder);
        }

        var read = () => MnistDataset.FromImageFolder(_folder.Path);

        read.Should().Throw<InvalidDataException>().WithMessage(
            $"'{_folder.Path}' has the folders {string.Join(", ", folders.Order(StringComparer.Ordinal))}. It must have two, train " +
            "(or training) and test (or testing), with folders 0 to 9 in each, or train alone, or have the folders 0 to 9 itself.");
    }

    [Fact]
    public void A_folder_that_is_not_a_digit_is_rejected()
    {
        WriteAll("");
        Write("ten", "one.png", Digits.GetPixels(0));

        var read = () => MnistDataset.FromImageFolder(_folder.Path);

        read.Should().Throw<InvalidDataException>().WithMessage("*ten*not classes, which are 0 to 9*");
    }

    private static IEnumerable<string> Keys(LabeledImages images) => Enumerable.Range(0, images.Count)
        .Select(i => $"{images.GetLabel(i)} {Convert.ToHexString(images.GetPixels(i))}").ToArray();

    private static double Distance(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            sum += Math.Pow(left[i] - right[i], 2);
        }

        return Math.Sqrt(sum);
    }

    private void WriteAll(string half)
    {
        for (var i = 0; i < Digits.Count; i++)
        {
            Write(Path.Combine(half, $"{Digits.GetLabel(i)}"), $"{i}.png", Digits.GetPixels(i));
        }
    }

    private void Write(string folder, string name, ReadOnlySpan<byte> pixels)
    {
        Directory.CreateDirectory(_folder.File(folder));
        PictureFiles.Write(Path.Combine(_folder.File(folder), name), pixels.ToArray(), 28, 28);
    }
}
