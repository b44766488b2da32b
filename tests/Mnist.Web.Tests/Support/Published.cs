using System.Diagnostics;

namespace Mnist.Web.Tests.Support;

/// <summary>Publishes a sample as its README says.</summary>
internal static class Published
{
    // Of its own, so that nothing that others build at the same time is touched; it stays, and the next run is quick.
    private static readonly string Artifacts = Path.Join(AppContext.BaseDirectory, "published");

    /// <summary>Returns the folder that the sample was published into, or fails with all that was printed.</summary>
    public static async Task<string> PublishAsync(string sample, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [
                "publish", Path.Join(Sample.Folder, "..", sample), "-c", "Release", "-p:RunAnalyzers=false",
                "--artifacts-path", Path.Join(Artifacts, sample),
                .. arguments,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The build settings of the test run are not for this build.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        var printed = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0, $"dotnet publish printed:\n{string.Concat(printed)}");
        string.Concat(printed).Should().NotContain("warning ");
        return Directory.GetDirectories(Path.Join(Artifacts, sample, "publish", sample)).Should().ContainSingle().Which;
    }
}
