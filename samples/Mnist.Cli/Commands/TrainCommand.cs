using System.CommandLine;
using System.Diagnostics;
using DenseNetworks.IO;
using Mnist.Classifier;
using Mnist.Cli.Data;
using Mnist.Cli.Output;
using Mnist.Cli.Results;
using Mnist.Cli.Training;

namespace Mnist.Cli.Commands;

/// <summary><c>mnist train</c>.</summary>
internal static class TrainCommand
{
    private const string Pretrained = "pretrained";

    // As in MnistClassifier.Train.
    private const int FewImages = 10_000;

    public static Command Create(Terminal terminal)
    {
        var source = new DigitSource();
        var recipe = new RecipeOptions();
        var seed = new NumberOption("--seed", int.MinValue, int.MaxValue)
        {
            Description = "The seed of all random numbers: the same seed gives the same model.",
            DefaultValueFactory = _ => 1,
        };
        var output = new Option<string>("--out", "-o")
        {
            HelpName = "FILE",
            Description = "The zip to save the model in. An existing file is replaced after the training.",
            DefaultValueFactory = _ => "mnist.zip",
        };
        var checkpoint = new Option<string?>("--checkpoint")
        {
            HelpName = "FILE",
            Description = "Keep the state of the training in this file after each epoch, and resume from it if it exists.",
        };
        var from = new Option<string?>("--from")
        {
            HelpName = "FILE|pretrained",
            Description = "Continue from this model, or from the one in the package: for a few hundred pictures of one " +
                "person's handwriting.",
        };
        var gpu = new NumberOption("--gpu", least: 0, int.MaxValue)
        {
            Description = "Train on this GPU, counted from 0. It needs a build with -p:TorchBackend=cuda.",
        };
        var backend = BackendOption.Create();
        var command = new Command(
            "train", "Train a model, evaluate it on the test images or by cross-validation, and save it. Ctrl-C saves the " +
                "best so far.");
        source.AddTo(command);
        recipe.AddTo(command);
        command.Options.Add(seed);
        command.Options.Add(from);
        command.Options.Add(output);
        command.Options.Add(checkpoint);
        command.Options.Add(gpu);
        command.Options.Add(backend);
        command.Validators.Add(result =>
        {
            if (result.GetResult(from) is not null && result.GetResult(recipe.Recipe) is not null)
            {
                result.AddError("--from and --recipe exclude each other: the model to continue from has its own layers.");
            }

            if (result.GetResult(from) is not null && recipe.HasLayers(result))
            {
                result.AddError("--from and --hidden-layers exclude each other: the model to continue from has its own layers.");
            }
        });
        command.SetWorkThatSaves(terminal, async (options, reply, cancellationToken) =>
        {
            var path = options.GetRequiredValue(output);
            var checkpointPath = options.GetValue(checkpoint);
            var origin = options.GetValue(from) switch
            {
                null => null,
                Pretrained => MnistClassifier.LoadPretrained(),
                var file => MnistClassifier.Load(file),
            };
            var chosen = recipe.Read(options, origin, imageCount: 0);
            OutputFile.Try(path, RecipeOptions.SizeOf(chosen), checkpointPath, source.Folder(options)); // before the data, which may take long
            if (checkpointPath is not null)
            {
                OutputFile.Try(checkpointPath, inputs: [source.Folder(options), options.GetValue(from)]);
            }

            var data = await source.FindSilentlyAsync(options, reply, cancellationToken);
            var described = CrossValidation.Fits(data)
                ? Describe(data.Train.Count + data.Test.Count, source.Folder(options))
                : Printable.Path(data.Source);
            reply.Remark($"Digits: {described}");
            RemarkMissing(data, reply);
            var training = new TrainingJob
            {
                RecipeName = origin is not null
                    ? "fine-tuning"
                    : options.GetValue(recipe.Recipe) is null && data.Train.Count < FewImages
                    ? "for few images"
                    : recipe.Name(options),
                Recipe = recipe.Read(options, origin, data.Train.Count),
                From = origin,
                Data = data,
                DataPath = source.Folder(options),
                Seed = options.GetRequiredValue(seed)!.Value,
                CheckpointPath = checkpointPath,
                Gpu = options.GetValue(gpu),
                Backend = BackendOption.Read(options.GetRequiredValue(backend)),
            };
            return Train(training, path, reply, cancellationToken);
        });
        return command;
    }

    private static int Train(TrainingJob job, string path, Reply reply, CancellationToken cancellationToken)
    {
        var expected = CrossValidation.Fits(job.Data) ? CrossValidate(ref job, reply, cancellationToken) : null;
        var start = Stopwatch.GetTimestamp();
        var (classifier, exitCode) = job.Run(reply, cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        OutputFile.Save(path, classifier.Save);
        var result = new TrainResult
        {
            Accuracy = expected?.Accuracy ?? classifier.Evaluate(job.Data.Test).MicroAccuracy,
            Seconds = seconds,
            Epochs = classifier.History!.Epochs.Count,
            Model = path,
            Recipe = job.RecipeName,
            Network = NetworkSizes.Of(classifier.Network),
            Seed = job.Seed,
            Backend = BackendOption.NameOf(classifier.History.Backend)!,
            Data = expected is { Images: var all } ? Describe(all, job.DataPath) : job.Data.Source,
            Interrupted = exitCode != ExitCode.Done,
            Images = expected?.Images ?? job.Data.Test.Count,
            Folds = expected is null ? null : CrossValidation.Folds,
        };
        reply.Show(result, ResultsContext.Relaxed.TrainResult, console => TrainView.Draw(console, result));
        return exitCode;
    }

    // With few images none is used only to test: the saved model is trained on all of them.
    private static (double Accuracy, int Images)? CrossValidate(
        ref TrainingJob job, Reply reply, CancellationToken cancellationToken)
    {
        var images = job.Data.Train.Concat(job.Data.Test);
        reply.Remark($"These are few images. {Plural.Of(CrossValidation.Folds, "training")} on parts of them estimate the " +
            "accuracy, and the last uses all of them." + (job.From is null
                ? " With --from pretrained, training takes seconds and usually gives a better model."
                : ""));
        var correct = CrossValidation.CountCorrect(images, job, reply, cancellationToken);
        job = job with { Data = new MnistDataset(images, job.Data.Test, job.Data.Source) };
        return ((double)correct / images.Count, images.Count);
    }

    private static string Describe(int images, string? folder) =>
        folder is null ? Plural.Of(images, "image") : $"{Plural.Of(images, "image")} from {Printable.Path(folder)}";

    private static void RemarkMissing(MnistDataset data, Reply reply)
    {
        var counts = data.Train.CountByClass().Zip(data.Test.CountByClass(), (train, test) => train + test);
        if (counts.Index().Where(digit => digit.Item == 0).Select(digit => digit.Index).ToList() is [_, ..] missing)
        {
            reply.Remark($"There are no images of {string.Join(", ", missing)}: the model cannot learn to read them.");
        }
    }
}
