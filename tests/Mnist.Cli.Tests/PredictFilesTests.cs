using Mnist.Cli.Tests.Support;
using Testing;

namespace Mnist.Cli.Tests;

/// <summary>Which files are read, and that these stay.</summary>
public sealed class PredictFilesTests(SmallDigits digits) : IClassFixture<SmallDigits>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public async Task Links_to_folders_are_not_followed()
    {
        var picture = Write("a.png");
        Directory.CreateSymbolicLink(_folder.File("back"), _folder.Path);
        Directory.CreateSymbolicLink(_folder.File("again"), _folder.Path);

        var inFolder = await MnistTool.RunAsync("predict", _folder.Path, "--json");
        var byPattern = await MnistTool.RunAsync("predict", Path.Join(_folder.Path, "**", "*.png"), "--json");

        inFolder.Json.GetProperty("predictions").EnumerateArray().Select(item => item.GetProperty("file").GetString())
            .Should().Equal(picture);
        byPattern.Json.GetProperty("predictions").EnumerateArray().Select(item => item.GetProperty("file").GetString())
            .Should().Contain(picture).And.HaveCountLessThan(4);
    }

    [Theory]
    [InlineData("a.png")]
    [InlineData("model.zip")]
    public async Task What_is_read_is_not_overwritten(string output)
    {
        var picture = Write("a.png");
        File.Copy(digits.Model, _folder.File("model.zip"));
        var before = await File.ReadAllBytesAsync(_folder.File(output));

        var result = await MnistTool.RunAsync(
            "predict", picture, "--model", _folder.File("model.zip"), "--out", _folder.File(output));

        result.ExitCode.Should().Be(2);
        result.Error.Should().Contain("is to be read and written");
        (await File.ReadAllBytesAsync(_folder.File(output))).Should().Equal(before);
    }

    private string Write(string name)
    {
        File.WriteAllBytes(_folder.File(name), DigitPictures.Png(digits.Data.Test.GetPixels(0)));
        return _folder.File(name);
    }
}
