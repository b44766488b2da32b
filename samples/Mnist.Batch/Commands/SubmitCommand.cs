using System.CommandLine;
using Mnist.Batch.Engine;
using Mnist.Batch.Jobs;

namespace Mnist.Batch.Commands;

/// <summary><c>submit</c>: splits pictures into jobs for workers on any number of machines.</summary>
internal static class SubmitCommand
{
    public static Command Create(CommonOptions common)
    {
        var reading = new ReadingOptions(common);
        var command = new Command("submit", "Split pictures into jobs for workers. The same command again submits only jobs " +
            "that are not done.")
        {
            common.Storage,
        };
        reading.AddTo(command);
        command.SetWork(async (options, output, cancellationToken) =>
        {
            var storage = Storages.Open(options.GetRequiredValue(common.Storage), Storages.DefaultLease);
            var reader = LoadedReader.Load(options.GetValue(common.Model)).Version;
            var plan = await reading.PlanAsync(options, reader, cancellationToken);
            var run = Run.Submit(storage, reading.Folder(options), plan, cancellationToken);
            await output.WriteLineAsync(
                $"Submitted {run.Jobs:N0} jobs with {run.Size:N0} pictures, of {plan.Jobs.Count:N0} jobs, for {reader}.");
        });
        return command;
    }
}
