using System.CommandLine;
using System.Data.Common;
using Hangfire;

namespace Mnist.Batch.Commands;

/// <summary>Runs commands, and reports errors.</summary>
internal static class CommandAction
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Interrupted = 130;

    /// <summary>Sets the work of a command. Ctrl-C and SIGTERM cancel it, and wait for it.</summary>
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
                await error.WriteLineAsync("Interrupted. The same command continues from here.");
                return Interrupted;
            }
            catch (Exception e) when (e is CommandFailedException or IOException or InvalidDataException
                or UnauthorizedAccessException or DbException or BackgroundJobClientException or ArgumentException
                or TimeoutException or InvalidOperationException { InnerException: DbException })
            {
                // The exception of the database, not that of the engine, has the reason.
                var cause = e is BackgroundJobClientException or InvalidOperationException ? e.InnerException ?? e : e;
                await error.WriteLineAsync(cause.Message);
                return Failed;
            }
        });
}
