using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using DenseNetworks.ML;
using Hangfire;
using Microsoft.ML;
using Mnist.Batch.Engine;
using Mnist.Batch.Jobs;
using Mnist.Batch.Training;

namespace Mnist.Batch.Commands;

/// <summary><c>sweep</c>: many trainings, each a job.</summary>
internal static class SweepCommand
{
    private const double DefaultValidationFraction = 0.1;

    public static Command Create(CommonOptions common)
    {
        var recipe = new Argument<string>("RECIPE")
        {
            Description = "A file with what differs from the default recipe, as JSON: {\"epochs\": 10, \"batchSize\": 128}. " +
                "A tenth of the rows is held out, or the fraction in validationFraction.",
        };
        var seeds = new Option<int[]>("--seeds")
        {
            HelpName = "N..N",
            Description = "The seeds.",
            CustomParser = ParseSeeds,
            DefaultValueFactory = _ => [1],
        };
        var hidden = new Option<string[]>("--hidden")
        {
            HelpName = "N,N",
            Description = "Sizes of hidden layers, one network or several, instead of the recipe's.",
            AllowMultipleArgumentsPerToken = true,
        };
        var data = new Option<string?>("--data")
        {
            HelpName = "DIR",
            Description = "The folder of MNIST's four files, or of tables or pictures; by default generated digits.",
        };
        var output = new Option<string>("--out", "-o")
        {
            HelpName = "DIR",
            Description = "The folder for models and results.",
            Required = true,
        };
        var storage = new Option<string?>("--storage", "-s")
        {
            HelpName = "STORAGE",
            Description = "Where the jobs are kept, for 'work' on other machines; by default this process does them.",
        };
        var command = new Command("sweep", "Train networks with several seeds, and choose the best on held-out rows.")
        {
            recipe, seeds, hidden, data, output, storage, common.AtOnce,
        };
        command.SetWork(async (options, writer, cancellationToken) =>
        {
            var folder = new SweepFolder(Path.GetFullPath(options.GetRequiredValue(output)));
            var specs = Specs(
                ReadRecipe(options.GetRequiredValue(recipe)),
                options.GetValue(hidden) ?? [],
                options.GetRequiredValue(seeds),
                options.GetValue(data)).ToList();
            foreach (var spec in specs)
            {
                await BatchFile.WriteAsync(
                    folder.Spec(spec.Name),
                    stream => JsonSerializer.SerializeAsync(stream, spec, TrainingSpec.Json, cancellationToken));
            }

            var jobs = options.GetValue(storage) is { } name ? Storages.Open(name, Storages.DefaultLease) : Storages.InMemory();
            var run = Run.Submit<TrainJob>(
                jobs,
                new() { Folder = folder.Path, Queue = TrainJob.Queue, Unit = "trainings" },
                [.. specs.Where(spec => !File.Exists(folder.Outcome(spec.Name))).Select(spec => new PlannedJob(spec.Name, 1))],
                (run, job) => work => work.RunAsync(run.Folder, job, run.Queue, run.Id, CancellationToken.None),
                cancellationToken);
            using (options.GetValue(storage) is null ? Worker.Start(jobs, options.GetValue(common.AtOnce)) : null)
            {
                await new RunView(writer, TimeSpan.FromMilliseconds(200)).FollowAsync(jobs, run, cancellationToken);
            }

            var outcomes = specs.Select(spec => JsonSerializer.Deserialize<TrainingOutcome>(
                File.ReadAllBytes(folder.Outcome(spec.Name)), TrainingSpec.Json)!);
            await writer.WriteLineAsync(SweepTable.Of(outcomes));
        });
        return command;
    }

    private static IEnumerable<TrainingSpec> Specs(TrainingRecipe recipe, string[] hidden, int[] seeds, string? data) =>
        from layers in hidden.Length == 0 ? [recipe.HiddenLayers] : hidden.Select(ParseSizes)
        from seed in seeds
        select new TrainingSpec
        {
            Recipe = Check(recipe with { HiddenLayers = layers }),
            Seed = seed,
            Data = data is null ? null : Path.GetFullPath(data),
        };

    private static TrainingRecipe ReadRecipe(string path)
    {
        try
        {
            var recipe = JsonSerializer.Deserialize<TrainingRecipe>(File.ReadAllBytes(path), TrainingSpec.Json)!;
            return recipe.ValidationFraction > 0 ? recipe : recipe with { ValidationFraction = DefaultValidationFraction };
        }
        catch (JsonException e)
        {
            throw new CommandFailedException($"'{path}' is not a recipe: {e.Message}");
        }
    }

    // The constructor of the trainer checks the recipe.
    private static TrainingRecipe Check(TrainingRecipe recipe)
    {
        new MLContext().MulticlassClassification.Trainers.DenseNetwork(new DenseNetworkTrainer.Options { Recipe = recipe });
        return recipe;
    }

    private static IReadOnlyList<int> ParseSizes(string text) => [.. text.Split(',').Select(word =>
        int.TryParse(word, CultureInfo.InvariantCulture, out var size)
            ? size
            : throw new CommandFailedException(
                $"--hidden has '{text}', where '{word}' is not the size of a layer. Write 64,64 for two layers of 64."))];

    private static int[]? ParseSeeds(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        var ends = text.Split("..");
        if (ends.Length <= 2 && int.TryParse(ends[0], CultureInfo.InvariantCulture, out var first)
            && int.TryParse(ends[^1], CultureInfo.InvariantCulture, out var last) && first <= last && last - first < 10_000)
        {
            return [.. Enumerable.Range(first, last - first + 1)];
        }

        result.AddError($"--seeds is '{text}'; write one number, or the first and the last: 1..5.");
        return null;
    }
}
