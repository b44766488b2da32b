using System.CommandLine;
using Mnist.Batch.Answers;
using Mnist.Batch.Engine;
using Mnist.Batch.Jobs;

namespace Mnist.Batch.Commands;

/// <summary><c>read</c>: reads on this machine, without a database.</summary>
internal static class ReadCommand
{
    public static Command Create(CommonOptions common)
    {
        var reading = new ReadingOptions(common);
        var command = new Command("read", "Read pictures on this machine. After an interruption the same command continues.")
        {
            common.AtOnce,
        };
        reading.AddTo(command);
        command.SetWork(async (options, output, cancellationToken) =>
        {
            var reader = LoadedReader.Load(options.GetValue(common.Model));
            var plan = await reading.PlanAsync(options, reader.Version, cancellationToken);
            var folder = reading.Folder(options);
            var storage = Storages.InMemory();
            using (Worker.Start(storage, reader, options.GetValue(common.AtOnce)))
            {
                var run = Run.Submit(storage, folder, plan, cancellationToken);
                await new RunView(output, TimeSpan.FromMilliseconds(100)).FollowAsync(storage, run, cancellationToken);
            }

            await output.WriteLineAsync($"{await Joining.JoinAsync(folder, path: null, cancellationToken)}");
        });
        return command;
    }
}
