using System.Diagnostics;
using Mnist.Classifier;
using Mnist.Digits;
using Mnist.Web.Hosting;
using Mnist.Web.Tests.Support;

namespace Mnist.Web.Tests.Hosting;

/// <summary>What cannot work is said at the start.</summary>
public sealed class ConfigurationTests
{
    [Fact]
    public async Task A_configured_model_is_used()
    {
        using var file = new ModelFile();
        MnistClassifier.LoadPretrained().Save(file.Path);

        await using var server = await WebServer.StartAsync($"--Model={file.Path}");

        server.Get<DigitReader>().Should().NotBeSameAs(DigitReader.LoadPretrained());
        (await (await server.Client.SendPixelsAsync(Pictures.One)).ReadAnswerAsync()).GetProperty("digit").GetInt32().Should()
            .Be(1);
    }

    [Fact]
    public void A_model_that_is_damaged_is_rejected_by_its_name()
    {
        using var file = new ModelFile();
        File.WriteAllText(file.Path, "no zip");

        Refusal($"--Model={file.Path}").Should().ContainAll(file.Path, "MnistClassifier.Save");
    }

    [Fact]
    public void A_model_that_does_not_exist_is_reported_by_name() =>
        Refusal("--Model=nowhere.zip").Should().ContainAll("nowhere.zip", "leave Model out");

    [Theory]
    [InlineData("--Limits:PictureBytes=0", "Limits:PictureBytes")]
    [InlineData("--Limits:PictureBytes=many", "Limits:PictureBytes")]
    [InlineData("--Limits:Megapixels=101", "from 1 to 100")]
    [InlineData("--Limits:PicturesAtOnce=1", "so that one client can have half")]
    [InlineData("--RateLimit:PerSecond=-1", "RateLimit:PerSecond")]
    [InlineData("--RateLimit:PerSec=5", "RateLimit:PerSec in the configuration: there is no such setting.")]
    [InlineData("--RateLimit:PerSec=5", "In RateLimit there are PerSecond, Burst.")]
    [InlineData("--Limits:Megapixel=5", "Limits:Megapixel in")]
    [InlineData("--Proxies:Address:0=10.0.0.1", "Proxies:Address in")]
    [InlineData("--Proxies:Addresses:0=proxy", "'proxy' is not an IP address")]
    [InlineData("--Proxies:Networks:0=10.0.0.0/33", "'10.0.0.0/33' is not a network")]
    public void An_invalid_setting_is_rejected(string setting, string fault) => Refusal(setting).Should().Contain(fault);

    [Fact]
    public async Task A_port_in_use_is_reported_in_one_sentence()
    {
        await using var server = await WebServer.StartAsync();

        await ShouldNotStartAsync(server.Address.ToString(), $"{server.Address.Port}", "--Urls http://localhost:5080");
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Help_is_shown_on_request(string option)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(MnistWeb).Assembly.Location, option])
        {
            RedirectStandardOutput = true,
        })!;

        (await process.StandardOutput.ReadToEndAsync()).Should()
            .Contain("Usage:").And.Contain("--Urls ADDRESS").And.Contain("--Model FILE");
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://localhost:99999")]
    public Task An_address_that_is_none_is_said_in_a_sentence(string address) => ShouldNotStartAsync(address, address);

    private static async Task ShouldNotStartAsync(string address, params string[] faults)
    {
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [typeof(MnistWeb).Assembly.Location, $"--urls={address}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var written = await Task.WhenAll(process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();

        process.ExitCode.Should().Be(1);
        written[0].Should().StartWith("The server cannot listen").And.ContainAll([.. faults, "(Urls: "]);
        written[0].TrimEnd().Should().NotContain("\n", "a stack trace does not help");
        written[1].Should().BeEmpty();
    }

    private static string Refusal(params string[] settings) => FluentActions.Invoking(() => MnistWeb.Create(settings))
        .Should().Throw<InvalidConfigurationException>().Which.Message;

    private sealed class ModelFile : IDisposable
    {
        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");

        public void Dispose() => File.Delete(Path);
    }
}
