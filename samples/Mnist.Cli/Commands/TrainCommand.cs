using System.CommandLine;
using System.Diagnostics;
using Mnist.Cli.Data;
using Mnist.Cli.Output;
using Mnist.Cli.Results;
using Mnist.Cli.Training;

namespace Mnist.Cli.Commands;

/// <summary><c>mnist train</c>.</summary>
internal static class TrainCommand
{
    public static Command Create(Terminal terminal)
    {
        var source = new DigitSource();
        var recipe = new RecipeOptions();
        var seed = new NumberOption("--seed", int.MinValue, int.MaxValue)
        {
            Description = "Decides every random number: the same seed gives the same model.",
            DefaultValueFactory = _ => 1,
        };
        var output = new Option<string>("--out", "-o")
        {
            HelpName = "FILE",
            Description = "The zip to save the model in. A file of this name is replaced when the training is over.",
            DefaultValueFactory = _ => "mnist.zip",
        };
        var checkpoint = new Option<string?>("--checkpoint")
        {
            HelpName = "FILE",
            Description = "Keep the state of the training in this file after each epoch, and go on from it if it is there.",
        };
        var gpu = new NumberOption("--gpu", least: 0, int.MaxValue)
        {
            Description = "Train on this GPU, counted from 0. It needs a build with -p:TorchBackend=cuda.",
        };
        var command = new Command("train", "Train a model, judge it by the test images, and save it. Ctrl-C saves the best so far.");
        source.AddTo(command);
        recipe.AddTo(command);
        command.Options.Add(seed);
        command.Options.Add(output);
        command.Options.Add(checkpoint);
        command.Options.Add(gpu);
        command.SetWorkThatSaves(terminal, async (options, reply, cancellationToken) =>
        {
            var path = options.GetRequiredValue(output);
            var checkpointPath = options.GetValue(checkpoint);
            var chosen = recipe.Read(options);
            OutputFile.Try(path, RecipeOptions.SizeOf(chosen), checkpointPath); // before the data, which may take long
            if (checkpointPath is not null)
            {
                OutputFile.Try(checkpointPath);
            }

            var training = new TrainingJob
            {
                RecipeName = recipe.Name(options),
                Recipe = chosen,
                Data = await source.FindAsync(options, reply, cancellationToken),
                Seed = options.GetRequiredValue(seed)!.Value,
                CheckpointPath = checkpointPath,
                Gpu = options.GetValue(gpu),
            };
            return Train(training, path, reply, cancellationToken);
        });
        return command;
    }

    private static int Train(TrainingJob job, string path, Reply reply, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var (classifier, exitCode) = job.Run(reply, cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        OutputFile.Save(path, classifier.Save);
        var result = new TrainResult
        {
            Accuracy = classifier.Evaluate(job.Data.Test).MicroAccuracy,
            Seconds = seconds,
            Epochs = classifier.History!.Epochs.Count,
            Model = path,
            Recipe = job.RecipeName,
            Network = NetworkSizes.Of(classifier.Network),
            Seed = job.Seed,
            Data = job.Data.Source,
            Interrupted = exitCode != ExitCode.Done,
        };
        reply.Show(result, ResultsContext.Relaxed.TrainResult, console => TrainView.Draw(console, result));
        return exitCode;
    }
}
