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

        var said = await MnistTool.RunAsync("data", "generate", "--out", folder, "--train", "30", "--test", "20", "--seed", "3", "--json");

        said.ExitCode.Should().Be(0);
        said.Json.GetProperty("folder").GetString().Should().Be(folder);
        said.Json.GetProperty("train").EnumerateArray().Sum(count => count.GetInt32()).Should().Be(30);
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

        var said = await MnistTool.RunAsync("data", "generate", "--out", _folder.Path, "--train", "30", "--test", "20");

        said.ExitCode.Should().Be(1);
        said.Error.Should().Contain(name);
        _folder.FileNames().Should().Equal(name);
        (await File.ReadAllTextAsync(_folder.File(name))).Should().Be("mine");
    }

    [Fact]
    public async Task A_number_of_digits_that_cannot_be_is_told_of()
    {
        var said = await MnistTool.RunAsync("data", "generate", "--out", _folder.Path, "--train", "-1");

        said.ExitCode.Should().Be(2);
        said.Error.Should().Contain("--train is -1; it must be from 1 to 2,739,137.");
    }

    [Fact]
    public async Task A_file_is_no_folder_for_digits()
    {
        await File.WriteAllTextAsync(_folder.File("file"), "mine");

        var written = await MnistTool.RunAsync("data", "generate", "--out", _folder.File("file"));
        var read = await MnistTool.RunAsync("data", "info", "--data", _folder.File("file"));

        written.Error.Should().Contain($"--out is '{_folder.File("file")}', which is a file. Name a folder.");
        read.Error.Should().Contain($"--data is '{_folder.File("file")}', which is a file. Name the folder that has the digits.");
    }

    [Fact]
    public async Task Digits_that_are_not_MNIST_are_not_verified()
    {
        await MnistTool.RunAsync("data", "generate", "--out", _folder.Path, "--train", "30", "--test", "20");

        var said = await MnistTool.RunAsync("data", "verify", "--data", _folder.Path, "--json");

        said.ExitCode.Should().Be(1);
        said.Json.GetProperty("error").GetString().Should()
            .Contain("readable, but not MNIST").And.Contain("The training images are others.").And.Contain("The test labels are others.");
    }

    [MnistFact]
    public async Task MNIST_is_verified()
    {
        var said = await MnistTool.RunAsync("data", "verify", "--data", MnistFactAttribute.Directory, "--json");

        said.ExitCode.Should().Be(0);
        said.Json.GetProperty("isMnist").GetBoolean().Should().BeTrue();
        said.Json.GetProperty("test").EnumerateArray().Sum(count => count.GetInt32()).Should().Be(10_000);
    }

    [Fact]
    public async Task Digits_are_counted_for_a_person()
    {
        await MnistTool.RunAsync("data", "generate", "--out", _folder.Path, "--train", "30", "--test", "20");

        var said = await MnistTool.RunAsync("data", "info", "-d", _folder.Path);

        said.ExitCode.Should().Be(0);
        said.Output.Should().Contain("It is not the MNIST database.").And.MatchRegex("training .* 30").And.MatchRegex("test .* 20");
    }

    [Fact]
    public async Task Tables_are_digits_too()
    {
        await File.WriteAllLinesAsync(_folder.File("train.csv"), [Line(3), Line(4)]);
        await File.WriteAllLinesAsync(_folder.File("test.csv"), [Line(5)]);

        var said = await MnistTool.RunAsync("data", "info", "-d", _folder.Path, "--json");

        said.Json.GetProperty("train").EnumerateArray().Select(count => count.GetInt32()).Should().Equal(0, 0, 0, 1, 1, 0, 0, 0, 0, 0);
    }

    [Fact]
    public async Task A_cache_that_cannot_be_used_is_told_of()
    {
        var file = _folder.File("file");
        await File.WriteAllTextAsync(file, "");

        var said = await MnistTool.RunAsync("data", "download", "--out", file, "--json");

        said.ExitCode.Should().Be(1);
        said.Json.GetProperty("error").GetString().Should().Contain(file);
    }

    private static string Line(int label) => string.Join(',', Enumerable.Repeat("7", 28 * 28).Prepend($"{label}"));
}
