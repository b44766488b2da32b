using System.Diagnostics;
using Testing;

namespace Mnist.Batch.Tests.Support;

/// <summary>Runs commands.</summary>
internal static class BatchTool
{
    // A command that waits for jobs that nobody does ends, and shows what it said last, instead of keeping the tests from ending.
    private static readonly TimeSpan TooLong = TimeSpan.FromMinutes(5);

    /// <summary>Gets what a process is started with.</summary>
    public static string Program { get; } = Path.Join(AppContext.BaseDirectory, "Mnist.Batch.dll");

    /// <summary>Runs one within the test's process, and returns its result.</summary>
    public static Task<CommandResult> RunAsync(params string[] arguments) => RunAsync(CancellationToken.None, arguments);

    /// <summary>Runs one that can be interrupted.</summary>
    public static async Task<CommandResult> RunAsync(CancellationToken interrupt, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(interrupt);
        limit.CancelAfter(TooLong);
        // Its worker threads may still say something when the command is over.
        var exitCode = await CommandLine.RunAsync(
            arguments, TextWriter.Synchronized(output), TextWriter.Synchronized(error), limit.Token);
        return new(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Runs one that must succeed.</summary>
    public static async Task<CommandResult> SucceedAsync(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        result.ExitCode.Should().Be(0, $"it wrote: {result.Output}{result.Error}");
        return result;
    }

    /// <summary>Starts one as a process of its own. What it prints goes nowhere.</summary>
    public static Process Start(params string[] arguments) =>
        Read(DotNet.Start(Environment.CurrentDirectory, [], [Program, .. arguments]));

    /// <summary>Reads what a process prints, which would wait otherwise, and drops it.</summary>
    public static Process Read(Process process)
    {
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
