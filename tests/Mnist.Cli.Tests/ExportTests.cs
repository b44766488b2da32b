using Mnist.Cli.Tests.Support;
using Testing;

namespace Mnist.Cli.Tests;

public sealed class ExportTests(SmallDigits digits) : IClassFixture<SmallDigits>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_model_is_written_as_the_library_writes_it()
    {
        var path = _folder.File("model.onnx");
        using var expected = new MemoryStream();
        digits.Classifier.ExportOnnx(expected);

        var result = await MnistTool.RunAsync("export", digits.Model, path, "--json");

        result.ExitCode.Should().Be(0);
        result.Json.GetProperty("file").GetString().Should().Be(path);
        result.Json.GetProperty("bytes").GetInt64().Should().Be(expected.Length);
        (await File.ReadAllBytesAsync(path)).Should().Equal(expected.ToArray());
    }

    [Fact]
    public async Task The_model_in_the_package_is_written_too()
    {
        var result = await MnistTool.RunAsync("export", "--pretrained", _folder.File("model.onnx"));

        result.ExitCode.Should().Be(0);
        result.Output.Should().Contain("Written:");
    }

    [Theory]
    [InlineData("Name a model and the file to write", "model.zip")]
    [InlineData("Name a model and the file to write", "--pretrained", "model.zip", "model.onnx")]
    [InlineData("its name ends in .onnx: 'model.zip.onnx'", "model.onnx", "model.zip")]
    [InlineData("There is no option '--pretrain'. Did you mean '--pretrained'?", "--pretrain", "model.onnx")]
    public async Task Unknown_words_are_reported(string message, params string[] arguments)
    {
        var result = await MnistTool.RunAsync(["export", .. arguments]);

        result.ExitCode.Should().Be(2);
        result.Error.Should().Contain(message);
    }
}
