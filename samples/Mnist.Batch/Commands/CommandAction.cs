using System.CommandLine;
using System.Data.Common;
using Hangfire;

namespace Mnist.Batch.Commands;

/// <summary>What happens when a command is run, and what is told if it fails.</summary>
internal static class CommandAction
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Interrupted = 130;

    /// <summary>Gives a command its work. It is told of Ctrl-C and SIGTERM, and waited for.</summary>
    public static void SetWork(this Command command, Func<ParseResult, TextWriter, CancellationToken, Task> work) =>
        command.SetAction(async (options, cancellationToken) =>
        {
            var error = options.InvocationConfiguration.Error;
            try
            {
                var output = options.InvocationConfiguration.Output;
                await Task.Run(() => work(options, output, cancellationToken), CancellationToken.None);
                return Done;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                await error.WriteLineAsync("Interrupted. What is done stays done: the same command goes on from there.");
                return Interrupted;
            }
            catch (Exception e) when (e is CommandFailedException or IOException or InvalidDataException
                or UnauthorizedAccessException or DbException or BackgroundJobClientException or ArgumentException
                or TimeoutException or InvalidOperationException { InnerException: DbException })
            {
                // The engine says only that it could not; why, the database says.
                var cause = e is BackgroundJobClientException or InvalidOperationException ? e.InnerException ?? e : e;
                await error.WriteLineAsync(cause.Message);
                return Failed;
            }
        });
}
