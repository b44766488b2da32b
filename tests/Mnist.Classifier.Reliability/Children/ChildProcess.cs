using System.Diagnostics;

namespace Mnist.Classifier.Reliability;

/// <summary>Starts this program again.</summary>
internal static class ChildProcess
{
    /// <summary>Starts a child, whose standard input and output are the caller's.</summary>
    /// <param name="arguments">The name of the child and what it takes.</param>
    public static Process Start(params string[] arguments) => Launch(new Dictionary<string, string>(), [], arguments);

    /// <summary>Runs a child to its end.</summary>
    /// <param name="environment">Variables of its own.</param>
    /// <param name="launcher">The command that starts it, or nothing to start it directly.</param>
    /// <param name="arguments">The name of the child and what it takes.</param>
    /// <returns>The lines that it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message has what it printed.</exception>
    public static string[] Run(
        IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> launcher, params string[] arguments)
    {
        using var process = Launch(environment, launcher, arguments);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : throw new InvalidOperationException(
                $"'child {string.Join(' ', arguments)}' ended with {process.ExitCode}:\n{output}");
    }

    private static Process Launch(
        IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> launcher, string[] arguments)
    {
        string[] command = [.. launcher, .. FindProgram(), "child", .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    // Started by its own executable, or by the dotnet command.
    private static string[] FindProgram() => Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet"
        ? [Environment.ProcessPath!, typeof(ChildProcess).Assembly.Location]
        : [Environment.ProcessPath!];
}
