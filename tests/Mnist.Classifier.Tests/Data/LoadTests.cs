using Testing;

namespace Mnist.Classifier.Tests.Data;

/// <summary>The rule of docs/data.md: what <see cref="MnistDataset.Load(string, MnistLoadOptions?, IProgress{ImageFolderProgress}?, CancellationToken)"/> takes for what.</summary>
public sealed class LoadTests : IDisposable
{
    private const int PerDigit = 3;
    private const int DigitCount = 10;

    private static readonly string SampleTables = Path.Combine(
        Repository.Folder, "tests", "Mnist.Classifier.Tests", "Data", "SampleTables");
    private static readonly string[] Words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    private static readonly LabeledImages Digits =
        LabeledImages.FromCsv(Path.Combine(SampleTables, "label_first.csv.gz"), ImageSetLayout.Mnist);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{0}/{2}.png")]
    [InlineData("{0:00}/{2}.png")]
    [InlineData("{1}/{2}.png")]
    [InlineData("train/{0}/{2}.png")]
    [InlineData("MNIST - JPG - training/{1}/{2}.png")]
    [InlineData("{0}/train/{2}.png")]
    [InlineData("inner/digits/{0}/{2}.png")]
    [InlineData("{0}_{2:000}.png")]
    [InlineData("inner/{0}-{2}.png")]
    public void Pictures_without_a_test_set_are_split(string form)
    {
        Write(form);

        var data = MnistDataset.Load(_folder.Path, new() { TestFraction = 1 / 3.0 });

        data.IsTestSetAside.Should().BeTrue();
        data.Source.Should().Contain("set aside to test");
        data.Train.CountByClass().Should().Equal(Enumerable.Repeat(2, DigitCount));
        data.Test.CountByClass().Should().Equal(Enumerable.Repeat(1, DigitCount));
    }

    [Theory]
    [InlineData("training/{0}/{2}.png", "testing/{0}/{2}.png")]
    [InlineData("trainingSet/trainingSet/{0}/{2}.png", "testSet/testSet/{1}/{2}.png")]
    [InlineData("{0}/train/{2}.png", "{0}/test/{2}.png")]
    [InlineData("mnist/train/{0}_{2}.png", "mnist/test/{0}_{2}.png")]
    public void Pictures_with_a_test_set_are_read_as_they_are_split(string train, string test)
    {
        Write(train);
        Write(test);

        var data = MnistDataset.Load(_folder.Path);

        data.IsTestSetAside.Should().BeFalse();
        data.Train.CountByClass().Should().Equal(Enumerable.Repeat(PerDigit, DigitCount));
        data.Test.CountByClass().Should().Equal(Enumerable.Repeat(PerDigit, DigitCount));
    }

    [Fact]
    public void Folders_1_to_9_are_digits_without_0()
    {
        Write("{0}/{2}.png", from: 1);

        MnistDataset.Load(_folder.Path).Train.CountByClass().Should().Equal(0, 2, 2, 2, 2, 2, 2, 2, 2, 2);
    }

    [Theory]
    [InlineData("train.csv", "test.csv")]
    [InlineData("mnist_train.csv", "mnist_test.csv")]
    [InlineData("data/Training.tsv", "data/Testing.tsv")]
    public void Two_tables_are_a_data_set(string train, string test)
    {
        CopyTable(train);
        CopyTable(test);
        // of neither name
        Copy("label_last_with_names.csv.gz", Path.Combine(Path.GetDirectoryName(train)!, "sample_submission.csv.gz"));

        var data = MnistDataset.Load(_folder.Path);

        (data.Train.Count, data.Test.Count, data.IsTestSetAside).Should().Be((30, 30, false));
    }

    [Theory]
    [InlineData("train.csv.gz", "train.csv.gz")]
    [InlineData("digits.csv.gz", "digits.csv.gz")]
    [InlineData("digits.csv.gz", "")]
    public void A_single_table_is_split(string name, string named)
    {
        Copy("label_first.csv.gz", name);

        var data = MnistDataset.Load(Path.Join(_folder.Path, named));

        (data.Train.Count, data.Test.Count, data.IsTestSetAside).Should().Be((20, 10, true));
        data.Source.Should().Contain("set aside to test");
    }

    [Fact]
    public void A_test_table_without_labels_is_ignored()
    {
        CopyTable("train.csv");
        File.WriteAllLines(_folder.File("test.csv"), File.ReadLines(_folder.File("train.csv")).Select(line => line[(line.IndexOf(',', StringComparison.Ordinal) + 1)..]));

        var data = MnistDataset.Load(_folder.Path);

        data.IsTestSetAside.Should().BeTrue();
        data.Source.Should().Contain("test.csv has no labels");
    }

    [Fact]
    public void An_ambiguous_table_needs_options()
    {
        File.WriteAllText(_folder.File("digits.csv"), "3," + string.Join(',', Enumerable.Repeat("9", 784)));

        var load = () => MnistDataset.Load(_folder.Path);

        load.Should().Throw<InvalidDataException>().WithMessage("*LabelColumn*");
    }

    [Theory]
    [InlineData("{0}.png", "*has 10 pictures (0.png, *nothing says for certain which digit each picture is*7_001.png*")]
    [InlineData("scan{0}_{2}.png", "*has 30 pictures *nothing says*")]
    [InlineData("{0}/{2}.png ten/1.png", "*folders ten in*not classes*")]
    [InlineData("cat/{0}.png dog/{0}.png", "*has 2 sub-folders (cat, dog); none is a digit. Put*FromImageFolder*")]
    [InlineData("a/in/{0}/1.png b/1.png", "*has 2 sub-folders (a, b); none is a digit. Name the folder itself: *in'*")]
    [InlineData("7/1.png 07/1.png", "*folders 07, 7 in * are both of the digit 7*")]
    [InlineData("7/train/1.png 8/validation/1.png", "*digit, *8', has 1 sub-folder (validation)*")]
    [InlineData("readme.txt", "*has 1 file (readme.txt). Digits are*")]
    [InlineData("", "*' is empty. Digits are*")]
    [InlineData("train/{0}/1.png train.csv", "*tables and folders of pictures*")]
    [InlineData("a.csv b.csv", "*has 2 tables (a.csv, b.csv)*")]
    [InlineData("a_train.csv b_train.csv", "*has 2 tables *one table with 'train'*")]
    [InlineData("train-0.parquet", "*Parquet files are read by the command line*")]
    public void A_folder_that_is_not_a_data_set_is_described(string files, string message)
    {
        foreach (var file in files.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Write(file);
        }

        var load = () => MnistDataset.Load(_folder.Path);

        load.Should().Throw<InvalidDataException>().WithMessage(message);
    }

    [Theory]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:0", "*train-images-idx3-ubyte.gz' is a pointer of Git LFS*git lfs pull*")]
    [InlineData("\n<!DOCTYPE html><html>", "* is a web page*")]
    [InlineData("", "* is empty*")]
    public void An_MNIST_file_with_other_content_is_reported_as_what_it_is(string content, string message)
    {
        File.WriteAllText(_folder.File("train-images-idx3-ubyte.gz"), content);

        var load = () => MnistDataset.Load(_folder.Path);

        load.Should().Throw<InvalidDataException>().WithMessage(message);
    }

    private void Write(string form, int from = 0)
    {
        for (var i = from * PerDigit; i < DigitCount * PerDigit; i++)
        {
            var path = _folder.File(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, i / PerDigit, Words[i / PerDigit], i % PerDigit));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            PictureFiles.Write(path, Digits.GetPixels(i).ToArray(), 28, 28);
        }
    }

    private void Copy(string fault, string name) => File.Copy(Path.Combine(SampleTables, fault), _folder.File(name));

    private void CopyTable(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
        var lines = Enumerable.Range(0, Digits.Count)
            .Select(i => $"{Digits.GetLabel(i)},{string.Join(',', Digits.GetPixels(i).ToArray())}");
        File.WriteAllLines(
            _folder.File(name), lines.Prepend("label," + string.Join(',', Enumerable.Range(0, 784).Select(i => $"p{i}"))));
    }
}
