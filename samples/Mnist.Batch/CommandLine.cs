using System.CommandLine;
using Mnist.Batch.Commands;

namespace Mnist.Batch;

/// <summary>The commands, from the arguments to the exit code.</summary>
internal static class CommandLine
{
    // Time to give back what was begun.
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(30);

    /// <summary>Runs one command.</summary>
    /// <param name="arguments">The arguments, without the program's name.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where errors go.</param>
    /// <param name="cancellationToken">Interrupts it, as Ctrl-C and SIGTERM do.</param>
    /// <returns>0 when all is done, 1 when something could not be done, 130 when it was interrupted.</returns>
    public static Task<int> RunAsync(
        IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        var common = new CommonOptions();
        var root = new RootCommand("Reads pictures by the million, and trains many networks, on one machine or on many.")
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
