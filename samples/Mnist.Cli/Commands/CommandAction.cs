using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using DenseNetworks.ML;
using Mnist.Cli.Output;

namespace Mnist.Cli.Commands;

/// <summary>Runs commands, and reports errors.</summary>
internal static class CommandAction
{
    /// <summary>Sets the work of a command, which an interruption abandons.</summary>
    /// <param name="command">The command.</param>
    /// <param name="terminal">Where to write.</param>
    /// <param name="work">Does the work, and returns the exit code.</param>
    public static void SetWork(
        this Command command, Terminal terminal, Func<ParseResult, Reply, CancellationToken, Task<int>> work) =>
        command.SetAction((options, cancellationToken) => RunAsync(
            new Reply(terminal, options),
            reply => Task.Run(() => work(options, reply, cancellationToken), CancellationToken.None)
                .WaitAsync(cancellationToken),
            cancellationToken));

    /// <inheritdoc cref="SetWork(Command, Terminal, Func{ParseResult, Reply, CancellationToken, Task{int}})"/>
    public static void SetWork(this Command command, Terminal terminal, Func<ParseResult, Reply, int> work) =>
        command.SetWork(terminal, (options, reply, _) => Task.FromResult(work(options, reply)));

    /// <summary>Sets the work of a command, which an interruption cancels and waits for, so that it can save.</summary>
    /// <inheritdoc cref="SetWork(Command, Terminal, Func{ParseResult, Reply, CancellationToken, Task{int}})"/>
    public static void SetWorkThatSaves(
        this Command command, Terminal terminal, Func<ParseResult, Reply, CancellationToken, Task<int>> work) =>
        command.SetAction((options, cancellationToken) => RunAsync(
            new Reply(terminal, options),
            reply => Task.Run(() => work(options, reply, cancellationToken), CancellationToken.None),
            cancellationToken));

    // On another thread, because Ctrl-C is handled only after the command has returned its task.
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Scripts get an exit code and " +
        "an object, whatever happens.")]
    private static async Task<int> RunAsync(Reply reply, Func<Reply, Task<int>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work(reply);
        }
        catch (TrainingCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return reply.Fail("Interrupted before there was a model to save. Nothing was saved.", ExitCode.Interrupted);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return reply.Fail("Interrupted.", ExitCode.Interrupted);
        }
        catch (CommandFailedException e)
        {
            return reply.Fail(e.Message, e.ExitCode);
        }
        catch (OutOfMemoryException e)
        {
            return reply.Fail(
                e is InsufficientMemoryException ? e.Message : "There is not enough memory for this. Give the process " +
                    "more.", ExitCode.Failed);
        }
        catch (Exception e) when (IsToldOf(e))
        {
            return reply.Fail(e.Message, ExitCode.Failed);
        }
        catch (Exception e)
        {
            return reply.Fail($"This is a bug. {e}", ExitCode.Failed);
        }
    }

    // Failures that a user can do something about.
    private static bool IsToldOf(Exception e) => e is IOException or InvalidDataException or UnauthorizedAccessException
        or DllNotFoundException or NotSupportedException or ArgumentException;
}
