using System.CommandLine;
using Hangfire;
using Mnist.Batch.Engine;
using Mnist.Batch.Jobs;

namespace Mnist.Batch.Commands;

/// <summary><c>work</c>: does jobs until it is stopped.</summary>
internal static class WorkCommand
{
    public static Command Create(CommonOptions common)
    {
        var command = new Command("work", "Do jobs until stopped. Ctrl-C and SIGTERM return unfinished jobs.")
        {
            common.Storage, common.Model, common.AtOnce, common.Lease,
        };
        command.SetWork(async (options, output, cancellationToken) =>
        {
            var storage = Storages.Open(
                options.GetRequiredValue(common.Storage), TimeSpan.FromSeconds(options.GetValue(common.Lease)));
            var reader = LoadedReader.Load(options.GetValue(common.Model));
            await output.WriteLineAsync($"Working with {reader.Version}, {options.GetValue(common.AtOnce)} jobs at once.");
            if (Run.FindNewest(storage) is { } run && run.Queue != reader.Version.Queue)
            {
                await output.WriteLineAsync("The jobs that were submitted last are for another model or another version: " +
                    "this worker does not do them.");
            }

            using var server = Worker.Start(storage, reader, options.GetValue(common.AtOnce));
            await server.WaitForShutdownAsync(cancellationToken);
        });
        return command;
    }
}
