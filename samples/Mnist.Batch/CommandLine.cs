using System.CommandLine;
using Mnist.Batch.Commands;

namespace Mnist.Batch;

/// <summary>Parses and runs the commands.</summary>
internal static class CommandLine
{
    // Time to return unfinished jobs.
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(30);

    /// <summary>Runs one command.</summary>
    /// <param name="arguments">The arguments, without the program's name.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where errors go.</param>
    /// <param name="cancellationToken">Interrupts it, as Ctrl-C and SIGTERM do.</param>
    /// <returns>0 for success, 1 for failure, 130 if it was interrupted.</returns>
    public static Task<int> RunAsync(
        IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        var common = new CommonOptions();
        var root = new RootCommand("Reads millions of pictures, and trains many networks, on one machine or many.")
        {
            ReadCommand.Create(common),
            SubmitCommand.Create(common),
            WorkCommand.Create(common),
            WatchCommand.Create(common),
            JoinCommand.Create(),
            SweepCommand.Create(common),
        };
        return root.Parse(arguments).InvokeAsync(
            new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeToStop,
            },
            cancellationToken);
    }
}
