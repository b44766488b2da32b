using System.Diagnostics;

namespace Testing;

/// <summary>Runs the dotnet command.</summary>
internal static class DotNet
{
    /// <summary>Returns the lines of standard output, or fails with all that was printed.</summary>
    public static string[] Run(string workingDirectory, params string[] arguments) => Run(workingDirectory, [], arguments);

    /// <summary>The same, with environment variables of the process's own.</summary>
    public static string[] Run(string workingDirectory, Dictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start(workingDirectory, environment, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, $"'dotnet {string.Join(' ', arguments)}' printed:\n{output}\n{errors.Result}\n");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>Returns at once. What the process prints must be read, or it may wait for ever.</summary>
    public static Process Start(string workingDirectory, Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the test run itself was told about builds and data is not meant for the new process.
        foreach (var name in start.Environment.Keys.Where(IsOfTheTestRun).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Tells the variables that a test run sets for itself from those that others see too.</summary>
    public static bool IsOfTheTestRun(string variable) =>
        variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || variable == MnistFactAttribute.Variable;
}
