using System.CommandLine;
using Mnist.Batch.Engine;

namespace Mnist.Batch.Commands;

/// <summary><c>watch</c>: how far the jobs are that were submitted last.</summary>
internal static class WatchCommand
{
    public static Command Create(CommonOptions common)
    {
        var dashboard = new Option<string?>("--dashboard")
        {
            HelpName = "URL",
            Description = "Show the engine's page at this address too, http://localhost:5080 if none is named, until stopped.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("watch", "Tell how far the jobs are that were submitted last, until they are done.")
        {
            common.Storage, dashboard,
        };
        command.SetWork(async (options, output, cancellationToken) =>
        {
            var storage = Storages.Open(options.GetRequiredValue(common.Storage), Storages.UsualLease);
            var run = Run.FindNewest(storage) ?? throw new CommandFailedException("Nothing was submitted there yet.");
            var view = new RunView(output, TimeSpan.FromSeconds(1));
            if (options.GetResult(dashboard) is null)
            {
                await view.FollowAsync(storage, run, cancellationToken);
                return;
            }

            var page = Dashboard.RunAsync(
                storage,
                options.GetValue(dashboard) ?? "http://localhost:5080",
                url => output.WriteLine($"The dashboard is at {url}."),
                cancellationToken);
            await view.FollowAsync(storage, run, cancellationToken);
            await page;
        });
        return command;
    }
}
