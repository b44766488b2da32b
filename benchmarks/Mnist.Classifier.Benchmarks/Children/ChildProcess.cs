using System.Diagnostics;
using System.Globalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>Starts this program again, or another, and waits for its end.</summary>
internal static class ChildProcess
{
    /// <summary>Runs one child.</summary>
    /// <param name="threads">Given to libtorch by OMP_NUM_THREADS.</param>
    /// <param name="arguments">The name of the child and its arguments.</param>
    /// <exception cref="InvalidOperationException">It failed; the message has what it printed.</exception>
    public static ChildRun Run(int threads, params string[] arguments)
    {
        var (program, first) = FindProgram();
        return RunProgram(threads, [program, .. first, "child", .. arguments]);
    }

    /// <summary>Runs a program that replies as a child does.</summary>
    /// <param name="threads">Given to libtorch by OMP_NUM_THREADS.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <exception cref="InvalidOperationException">It failed; the message has what it printed.</exception>
    public static ChildRun RunProgram(int threads, IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);

        var (seconds, (output, errors, exitCode)) = Clock.Time(() => WaitFor(start));
        return exitCode == 0
            ? new ChildRun(seconds, ChildReply.Parse(output))
            : throw new InvalidOperationException($"'{string.Join(' ', command)}' ended with {exitCode}:\n{output}\n{errors}");
    }

    private static (string Output, string Errors, int ExitCode) WaitFor(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output, errors.Result, process.ExitCode);
    }

    // Started by its own executable, or by the dotnet command.
    private static (string Program, string[] First) FindProgram() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet"
            ? (Environment.ProcessPath!, [typeof(ChildProcess).Assembly.Location])
            : (Environment.ProcessPath!, []);
}
