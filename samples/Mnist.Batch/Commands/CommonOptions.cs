using System.CommandLine;
using System.Globalization;
using Mnist.Batch.Engine;

namespace Mnist.Batch.Commands;

/// <summary>The options that several commands have, one set for each parsed command line.</summary>
internal sealed class CommonOptions
{
    public Option<string?> Model { get; } = new("--model", "-m")
    {
        HelpName = "FILE",
        Description = "The model, a zip that MnistClassifier.Save or mlContext.Model.Save wrote, instead of the one in the " +
            "package.",
    };

    public Option<string> Storage { get; } = new("--storage", "-s")
    {
        HelpName = "STORAGE",
        Description = "Where the jobs are kept: a connection string of PostgreSQL (Host=…;Database=…;Username=…), or the " +
            "path of an SQLite file for the processes of one machine.",
        Required = true,
    };

    public Option<int> AtOnce { get; } = AtLeastOne(
        "--at-once", "N", "How many jobs are done at once; one for each core by default.", Environment.ProcessorCount,
        most: 1_000); // each has a thread

    public Option<int> Lease { get; } = AtLeastOne(
        "--lease",
        "SECONDS",
        "How long a worker may be silent before its jobs go to another (with PostgreSQL).",
        (int)Storages.DefaultLease.TotalSeconds);

    /// <summary>Creates an option that is a number, at least 1.</summary>
    public static Option<int> AtLeastOne(
        string name, string helpName, string description, int usual, int most = int.MaxValue)
    {
        var option = new Option<int>(name) { HelpName = helpName, Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token]
                && !(int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= most))
            {
                var limit = most == int.MaxValue ? "at least 1" : string.Create(CultureInfo.InvariantCulture, $"from 1 to {most:N0}");
                result.AddError($"{name} is '{token.Value}'; it must be a whole number, {limit}.");
            }
        });
        return option;
    }
}
