using System.CommandLine;
using Mnist.Classifier;
using Mnist.Cli.Output;

namespace Mnist.Cli.Commands;

/// <summary>What happens when a command is run: its work, and what is told if that fails.</summary>
internal static class CommandAction
{
    /// <summary>Gives a command its work.</summary>
    /// <param name="command">The command.</param>
    /// <param name="terminal">Where to write.</param>
    /// <param name="work">Does it, and returns the exit code.</param>
    public static void SetWork(
        this Command command, Terminal terminal, Func<ParseResult, Reply, CancellationToken, Task<int>> work) =>
        command.SetAction(async (options, cancellationToken) =>
        {
            var reply = new Reply(terminal, options);
            try
            {
                // On a thread of its own: Ctrl-C is listened for only when this has returned to the caller.
                return await Task.Run(() => work(options, reply, cancellationToken), CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                return reply.Fail("Interrupted. Nothing was written.", ExitCode.Interrupted);
            }
            catch (Exception e) when (IsToldOf(e))
            {
                return reply.Fail(e.Message, ExitCode.Failed);
            }
        });

    /// <inheritdoc cref="SetWork(Command, Terminal, Func{ParseResult, Reply, CancellationToken, Task{int}})"/>
    public static void SetWork(this Command command, Terminal terminal, Func<ParseResult, Reply, int> work) =>
        command.SetWork(terminal, (options, reply, _) => Task.FromResult(work(options, reply)));

    // What a user can do something about; anything else is a fault of the program and shows where.
    private static bool IsToldOf(Exception e) => e is IOException or InvalidDataException or UnauthorizedAccessException
        or DllNotFoundException or PlatformNotSupportedException or ArgumentException or TrainingDivergedException
        or CommandFailedException;
}
