using System.CommandLine;
using Mnist.Batch.Answers;
using Mnist.Batch.Jobs;

namespace Mnist.Batch.Commands;

/// <summary><c>join</c>: joins all answers into one file.</summary>
internal static class JoinCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "The folder of the answers." };
        var to = new Option<string>("--to")
        {
            HelpName = "FILE",
            Description = "The file: JSON lines if it ends with .jsonl, otherwise Parquet.",
            Required = true,
        };
        var command = new Command("join", "Join all answers into one file, in the order of the pictures.") { folder, to };
        command.SetWork(async (options, output, cancellationToken) =>
        {
            var answers = new BatchFolder(Path.GetFullPath(options.GetRequiredValue(folder)));
            await output.WriteLineAsync($"{await Joining.JoinAsync(answers, options.GetRequiredValue(to), cancellationToken)}");
        });
        return command;
    }
}
