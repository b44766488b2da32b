using System.CommandLine;
using Mnist.Batch.Engine;

namespace Mnist.Batch.Commands;

/// <summary><c>watch</c>: follows the jobs that were submitted last.</summary>
internal static class WatchCommand
{
    public static Command Create(CommonOptions common)
    {
        var dashboard = new Option<string?>("--dashboard")
        {
            HelpName = "URL",
            Description = "Also show the dashboard at this address, by default http://localhost:5080, until stopped.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("watch", "Show the progress of the jobs that were submitted last, until they are done.")
        {
            common.Storage, dashboard,
        };
        command.SetWork(async (options, output, cancellationToken) =>
        {
            var storage = Storages.Open(options.GetRequiredValue(common.Storage), Storages.DefaultLease);
            var run = Run.FindNewest(storage) ?? throw new CommandFailedException("Nothing was submitted yet.");
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
