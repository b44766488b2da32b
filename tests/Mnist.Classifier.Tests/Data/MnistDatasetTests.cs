using Microsoft.ML;
using Mnist.Classifier.Tests.Benchmarks;
using Mnist.Classifier.Tests.Data.Idx;
using Testing;

namespace Mnist.Classifier.Tests.Data;

public sealed class MnistDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("-", "")]
    [InlineData("-", ".gz")]
    [InlineData(".", "")]
    [InlineData(".", ".gz")]
    public void The_files_are_found_in_every_usual_spelling(string separator, string suffix)
    {
        WriteFiles(separator, suffix);

        var data = MnistDataset.Load(_folder.Path);

        data.Train.Count.Should().Be(3);
        data.Test.Count.Should().Be(2);
        data.IsGenerated.Should().BeFalse();
        data.Source.Should().Contain(_folder.Path).And.Contain("3 training and 2 test");
    }

    [Fact]
    public void The_catalog_loads_the_split_it_is_asked_for()
    {
        WriteFiles("-", "");
        var context = new MLContext();

        context.Data.LoadMnist(_folder.Path).GetRowCount().Should().Be(3);
        context.Data.LoadMnist(_folder.Path, test: true).GetRowCount().Should().Be(2);
    }

    [Fact]
    public void The_catalog_needs_only_the_files_of_that_split()
    {
        WriteFiles("-", "");
        File.Delete(_folder.File("train-images-idx3-ubyte"));

        new MLContext().Data.LoadMnist(_folder.Path, test: true).GetRowCount().Should().Be(2);
    }

    [Fact]
    public void A_missing_file_is_reported_with_every_name_looked_for()
    {
        WriteFiles("-", "");
        File.Delete(_folder.File("t10k-labels-idx1-ubyte"));

        var load = () => MnistDataset.Load(_folder.Path);

        load.Should().Throw<FileNotFoundException>().Which.Message.Should()
            .Contain(_folder.Path)
            .And.Contain("t10k-labels-idx1-ubyte,")
            .And.Contain("t10k-labels-idx1-ubyte.gz")
            .And.Contain("t10k-labels.idx1-ubyte");
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var load = () => MnistDataset.Load(_folder.File("nowhere"));

        load.Should().Throw<DirectoryNotFoundException>().WithMessage($"*{_folder.File("nowhere")}*");
    }

    [Fact]
    public void Images_of_another_size_are_rejected()
    {
        WriteFiles("-", "");
        File.WriteAllBytes(_folder.File("train-images-idx3-ubyte"), IdxFiles.Images(3, 32, 32));

        var load = () => MnistDataset.Load(_folder.Path);

        load.Should().Throw<InvalidDataException>().WithMessage("*train-images-idx3-ubyte*32x32*28x28*");
    }

    [MnistFact]
    public void The_real_files_have_the_counts_that_were_published()
    {
        var data = MnistDataset.Load(MnistFactAttribute.Directory);

        Histogram(data.Train).Should().Equal(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
        Histogram(data.Test).Should().Equal(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
    }

    private static int[] Histogram(LabeledImages images)
    {
        var counts = new int[images.ClassCount];
        for (var i = 0; i < images.Count; i++)
        {
            counts[images.GetLabel(i)]++;
        }

        return counts;
    }

    private void WriteFiles(string separator, string suffix)
    {
        Write($"train-images{separator}idx3-ubyte{suffix}", IdxFiles.Images(3, 28, 28));
        Write($"train-labels{separator}idx1-ubyte{suffix}", IdxFiles.Labels(0, 1, 2));
        Write($"t10k-images{separator}idx3-ubyte{suffix}", IdxFiles.Images(2, 28, 28));
        Write($"t10k-labels{separator}idx1-ubyte{suffix}", IdxFiles.Labels(3, 4));

        void Write(string name, byte[] content) => File.WriteAllBytes(
            _folder.File(name), suffix.Length == 0 ? content : IdxFiles.Gzip(content));
    }
}
