using System.Diagnostics;
using System.Text.Json;
using Mnist.Cli.Tests.Support;
using Testing;

namespace Mnist.Cli.Tests;

/// <summary>Packs, installs and uses the tool. Without libtorch, which takes long to pack.</summary>
public sealed class ToolTests(SmallDigits digits) : IClassFixture<SmallDigits>, IDisposable
{
    private const long MaxSize = 55_000_000; // bytes, with the package that the installation keeps

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_tool_is_packed_installed_and_run()
    {
        var version = $"0.0.0-test.{DateTime.UtcNow:yyyyMMddHHmmssfff}";
        DotNet.Run(
            Repository.Folder, "pack", "samples/Mnist.Cli", "-c", Repository.Configuration, "-p:TorchBackend=none",
            "-p:RunAnalyzers=false", $"-p:Version={version}",
            "--artifacts-path", _folder.File("build"), "-o", _folder.File("feed"));
        DotNet.Run(
            _folder.Path, "tool", "install", "Mnist.Classifier.Cli", "--version", version, "--tool-path", _folder.File("tools"),
            "--source", _folder.File("feed"));

        using var evaluation = await RunAsync("evaluate", digits.Model, "-d", digits.Folder, "--json");
        evaluation.RootElement.GetProperty("accuracy").GetDouble().Should()
            .Be(digits.Classifier.Evaluate(digits.Data.Test).MicroAccuracy);

        using var training = await RunAsync(
            "train", "-d", digits.Folder, "--epochs", "2", "-o", _folder.File("trained.zip"), "--json");
        training.RootElement.GetProperty("backend").GetString().Should().Be("managed");

        SizeOf(_folder.File("tools")).Should().BeLessThan(MaxSize);
    }

    private static long SizeOf(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    private async Task<JsonDocument> RunAsync(params string[] arguments)
    {
        using var tool = Process.Start(
            new ProcessStartInfo(_folder.File("tools/mnist"), arguments) { RedirectStandardOutput = true })!;
        var output = await tool.StandardOutput.ReadToEndAsync();
        await tool.WaitForExitAsync();
        tool.ExitCode.Should().Be(0);
        return JsonDocument.Parse(output);
    }
}
