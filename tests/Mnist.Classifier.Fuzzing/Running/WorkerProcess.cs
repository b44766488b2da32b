using System.Diagnostics;

namespace Mnist.Classifier.Fuzzing.Running;

/// <summary>A process with a <see cref="Worker"/>, watched.</summary>
internal static class WorkerProcess
{
    /// <summary>What tells the program that it is one.</summary>
    public const string Command = "worker";

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Runs a worker to its end, or ends it when it is busy with one input for too long.</summary>
    /// <param name="program">The instrumented program.</param>
    /// <param name="shared">What it shares with this process.</param>
    /// <param name="args">Its arguments.</param>
    /// <returns>Its exit code, or null if it had to be ended; and what it printed as errors.</returns>
    public static (int? ExitCode, string Errors) Run(string program, SharedFile shared, params string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [program, Command, .. args])
        {
            RedirectStandardError = true,
        };
        if (!Path.GetFileNameWithoutExtension(start.FileName).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            start.FileName = "dotnet"; // this process was started by its own executable
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        while (!process.WaitForExit(BetweenLooks))
        {
            var begunAt = Volatile.Read(ref shared.State.BegunAt);
            if (begunAt > 0 && Environment.TickCount64 - begunAt > Patience.TotalMilliseconds)
            {
                process.Kill();
                process.WaitForExit();
                return (null, errors.Result);
            }
        }

        process.WaitForExit();
        return (process.ExitCode, errors.Result);
    }
}
