using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.OpenApi;
using Mnist.Digits;
using Mnist.Web.Tests.Support;

namespace Mnist.Web.Tests.AheadOfTime;

public sealed class NativeProgramTests
{
    private const string Listening = "Now listening on: ";

    [NativeFact]
    public async Task The_native_program_gives_the_same_answers()
    {
        var folder = await Published.PublishAsync("Mnist.Web", "-r", RuntimeInformation.RuntimeIdentifier);
        var program = Path.Join(folder, "Mnist.Web");

        Directory.GetFiles(folder, "*.dll").Should().BeEmpty("all is in the one program");
        (await RunAsync(program, "--RateLimit:PerSecond=-1", "--RateLimit:Burst=0"))
            .Should().ContainAll("RateLimit:PerSecond in the configuration", "RateLimit:Burst in the configuration");
        (await RunAsync(program, "--RateLimit:PerSec=1")).Should().Contain("there is no such setting");
        await ShouldAnswerAsync(program);
    }

    private static async Task ShouldAnswerAsync(string program)
    {
        using var process = Start(program, "--urls=http://127.0.0.1:0");
        try
        {
            using var client = new HttpClient { BaseAddress = await ReadAddressAsync(process.StandardOutput) };
            var answer = await (await client.SendPixelsAsync(Pictures.One)).ReadAnswerAsync();
            answer.GetProperty("digit").GetInt32().Should().Be(1);
            answer.GetProperty("confidence").GetSingle()
                .Should().BeApproximately(DigitReader.LoadPretrained().ReadImage(Pictures.One).Confidence, 1e-6f);
            (await (await client.SendFormAsync(Pictures.Png(Pictures.One))).ReadAnswerAsync())
                .GetProperty("digit").GetInt32().Should().Be(1);
            (await (await client.SendJsonAsync("{\"pixels\":[1]}")).ReadProblemAsync(400)).Should().Contain("has 1 numbers");
            (await GetAsync("health/ready")).Should().Contain("\"ready\"");
            (await GetAsync("")).Should().Contain("Draw a digit");
            OpenApiDocument.Parse(await GetAsync("openapi/v1.json"), OpenApiConstants.Json).Document!.Paths.Keys
                .Should().BeEquivalentTo("/predict", "/health/live", "/health/ready");

            Task<string> GetAsync(string path) => client.GetStringAsync(new Uri(path, UriKind.Relative));
        }
        finally
        {
            process.Kill();
        }
    }

    /// <summary>Returns what a program that does not start says.</summary>
    private static async Task<string> RunAsync(string program, params string[] settings)
    {
        using var process = Start(program, settings);
        var written = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(1);
        return written;
    }

    private static Process Start(string program, params string[] settings) =>
        Process.Start(new ProcessStartInfo(program, settings) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static async Task<Uri> ReadAddressAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            if (line.Contains(Listening, StringComparison.Ordinal))
            {
                return new Uri(line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..]);
            }
        }

        throw new InvalidOperationException("The program ended before it listened.");
    }
}
