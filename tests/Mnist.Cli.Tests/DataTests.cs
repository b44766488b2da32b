using Mnist.Classifier;
using Mnist.Cli.Tests.Support;
using Testing;

namespace Mnist.Cli.Tests;

public sealed class DataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Digits_are_drawn_into_files_as_MNIST_has_them()
    {
        var folder = Path.Join(_folder.Path, "new", "digits");

        var result = await MnistTool.RunAsync(
            "data", "generate", "--out", folder, "--train", "30", "--test", "20", "--seed", "3", "--json");

        result.ExitCode.Should().Be(0);
        result.Json.GetProperty("folder").GetString().Should().Be(folder);
        result.Json.GetProperty("train").EnumerateArray().Sum(count => count.GetInt32()).Should().Be(30);
        var written = MnistDataset.Load(folder);
        var expected = MnistDataset.Generate(30, 20, 3);
        written.Test.GetPixels(19).ToArray().Should().Equal(expected.Test.GetPixels(19).ToArray());
        written.Train.CountByClass().Should().Equal(expected.Train.CountByClass());
    }

    [Theory]
    [InlineData("t10k-labels-idx1-ubyte")]
    [InlineData("train-images-idx3-ubyte.gz")]
    public async Task Files_that_are_there_stay(string name)
    {
        await File.WriteAllTextAsync(_folder.File(name), "mine");

        var result = await MnistTool.RunAsync("data", "generate", "--out", _folder.Path, "--train", "30", "--test", "20");

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain(name);
        _folder.FileNames().Should().Equal(name);
        (await File.ReadAllTextAsync(_folder.File(name))).Should().Be("mine");
    }

    [Fact]
    public async Task An_invalid_number_of_digits_is_reported()
    {
        var result = await MnistTool.RunAsync("data", "generate", "--out", _folder.Path, "--train", "-1");

        result.ExitCode.Should().Be(2);
        result.Error.Should().Contain("--train is -1; it must be from 1 to 2,739,137.");
    }

    [Fact]
    public async Task A_file_is_read_as_a_table_and_never_written_as_a_folder()
    {
        await File.WriteAllTextAsync(_folder.File("file"), "mine");

        var written = await MnistTool.RunAsync("data", "generate", "--out", _folder.File("file"));
        var read = await MnistTool.RunAsync("data", "info", "--data", _folder.File("file"));

        written.Error.Should().Contain($"--out is '{_folder.File("file")}', which is a file. Name a folder.");
        read.Error.Should().Contain($"'{_folder.File("file")}': the first line has no comma, semicolon or tab.");
    }

    [Fact]
    public async Task Digits_that_are_not_MNIST_are_not_verified()
    {
        await MnistTool.RunAsync("data", "generate", "--out", _folder.Path, "--train", "30", "--test", "20");

        var result = await MnistTool.RunAsync("data", "verify", "--data", _folder.Path, "--json");

        result.ExitCode.Should().Be(1);
        result.Json.GetProperty("error").GetString().Should()
            .Contain("readable, but not MNIST").And.Contain("The training images differ.").And.Contain("The test labels differ.");
    }

    [MnistFact]
    public async Task MNIST_is_verified()
    {
        var result = await MnistTool.RunAsync("data", "verify", "--data", MnistFactAttribute.Directory, "--json");

        result.ExitCode.Should().Be(0);
        result.Json.GetProperty("isMnist").GetBoolean().Should().BeTrue();
        result.Json.GetProperty("test").EnumerateArray().Sum(count => count.GetInt32()).Should().Be(10_000);
    }

    [Fact]
    public async Task Digits_are_counted_for_a_person()
    {
        await MnistTool.RunAsync("data", "generate", "--out", _folder.Path, "--train", "30", "--test", "20");

        var result = await MnistTool.RunAsync("data", "info", "-d", _folder.Path);

        result.ExitCode.Should().Be(0);
        result.Output.Should()
            .Contain("It is not the MNIST database.").And.MatchRegex("training .* 30").And.MatchRegex("test .* 20");
    }

    [Fact]
    public async Task Tables_are_digits_too()
    {
        await File.WriteAllLinesAsync(_folder.File("train.csv"), [Line(3), Line(4)]);
        await File.WriteAllLinesAsync(_folder.File("test.csv"), [Line(5)]);

        var result = await MnistTool.RunAsync("data", "info", "-d", _folder.Path, "--json");

        result.Json.GetProperty("train").EnumerateArray().Select(count => count.GetInt32()).Should()
            .Equal(0, 0, 0, 1, 1, 0, 0, 0, 0, 0);
    }

    [Theory]
    [InlineData("last")]
    [InlineData("^1")]
    [InlineData("784")]
    public async Task Options_resolve_ambiguous_tables(string column)
    {
        await File.WriteAllLinesAsync(
            _folder.File("digits.csv"),
            Enumerable.Range(0, 30).Select(i => $"{string.Join(',', Enumerable.Repeat(i % 10, 784))},{i % 10}"));

        var doubtful = await MnistTool.RunAsync("data", "info", "-d", _folder.File("digits.csv"));
        var result = await MnistTool.RunAsync(
            "data", "info", "-d", _folder.File("digits.csv"), "--label-column", column, "--pixel-maximum", "9", "--json");

        doubtful.ExitCode.Should().Be(1);
        doubtful.Error.Should().Contain("--label-column");
        result.ExitCode.Should().Be(0);
        result.Json.GetProperty("train").EnumerateArray().Sum(count => count.GetInt32()).Should().Be(20);
    }

    [Theory]
    [InlineData("--label-column", "middle", "--label-column is 'middle'; it must be first, last, a number from 0")]
    [InlineData("--pixel-maximum", "0", "--pixel-maximum is 0; it must be above 0.")]
    public async Task Invalid_columns_and_numbers_are_reported(string option, string value, string message)
    {
        var result = await MnistTool.RunAsync("data", "info", option, value);

        result.ExitCode.Should().Be(2);
        result.Error.Should().Contain(message);
    }

    [Fact]
    public async Task Pictures_in_folders_become_files_as_MNIST_has_them()
    {
        DigitPictures.Write(_folder.File("photos"), perDigit: 3);

        var result = await MnistTool.RunAsync(
            "data", "convert", "-d", _folder.File("photos"), "-o", _folder.File("idx"), "--json");

        result.ExitCode.Should().Be(0);
        MnistDataset.Load(_folder.File("idx")).Test.Count.Should().Be(10);
    }

    [Theory]
    [InlineData("train-00000-of-00001.parquet", "test-00000-of-00001.parquet", 20, 20)]
    [InlineData("mnist/train-00000-of-00001.parquet", null, 15, 5)]
    public async Task Parquet_files_of_public_hubs_are_read(string train, string? test, int trainCount, int testCount)
    {
        await ParquetFile.WriteAsync(_folder.File(train), digits: 20);
        if (test is not null)
        {
            await ParquetFile.WriteAsync(_folder.File(test), digits: 20);
        }

        var result = await MnistTool.RunAsync("data", "info", "-d", _folder.Path, "--json");

        result.Error.Should().BeEmpty();
        result.Json.GetProperty("train").EnumerateArray().Sum(count => count.GetInt32()).Should().Be(trainCount);
        result.Json.GetProperty("test").EnumerateArray().Sum(count => count.GetInt32()).Should().Be(testCount);
    }

    [Fact]
    public async Task A_file_that_is_not_Parquet_is_reported()
    {
        await File.WriteAllTextAsync(_folder.File("train.parquet"), "PAR1 and no more");

        var result = await MnistTool.RunAsync("data", "info", "-d", _folder.Path);

        result.ExitCode.Should().Be(1);
        result.Error.Should()
            .Contain("train.parquet").And.Contain("not a readable Parquet file of digits").And.NotContain("This is a bug");
    }

    [Fact]
    public async Task The_first_image_is_shown_in_a_pipe_too()
    {
        await MnistTool.RunAsync("data", "generate", "--out", _folder.Path, "--train", "30", "--test", "20");

        var result = await MnistTool.RunAsync("data", "info", "-d", _folder.Path);

        result.Output.Should().Contain("The first training image, a ").And.Contain("%%");
    }

    [Fact]
    public async Task A_cache_that_cannot_be_used_is_reported()
    {
        var file = _folder.File("file");
        await File.WriteAllTextAsync(file, "");

        var result = await MnistTool.RunAsync("data", "download", "--out", file, "--json");

        result.ExitCode.Should().Be(1);
        result.Json.GetProperty("error").GetString().Should().Contain(file);
    }

    private static string Line(int label) => string.Join(',', Enumerable.Repeat("200", 28 * 28).Prepend($"{label}"));
}
