using System.CommandLine;
using Mnist.Batch.Jobs;
using Mnist.Batch.Pictures;

namespace Mnist.Batch.Commands;

/// <summary>The arguments and options for what to read, with which model, and where the answers go.</summary>
internal sealed class ReadingOptions(CommonOptions common)
{
    private const string StandardInput = "-";

    private readonly Argument<string[]> _inputs = new("INPUT")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "A folder, a picture, a tar or zip of pictures, an IDX file of images, or a Parquet file with a " +
            "column of picture files.",
    };

    private readonly Option<string?> _list = new("--list")
    {
        HelpName = "FILE",
        Description = "A file with one input per line; - for the standard input.",
    };

    private readonly Option<string> _out = new("--out", "-o")
    {
        HelpName = "DIR",
        Description = "The folder for the answers. Answers in it are reused.",
        Required = true,
    };

    private readonly Option<int> _picturesPerJob = CommonOptions.AtLeastOne(
        "--pictures-per-job", "N", "How many pictures a job has.", 1_000);

    private readonly Option<bool> _jsonLines = new("--json-lines")
    {
        Description = "Also write the answers of each job as JSON lines.",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_inputs);
        command.Options.Add(_list);
        command.Options.Add(_out);
        command.Options.Add(common.Model);
        command.Options.Add(_picturesPerJob);
        command.Options.Add(_jsonLines);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_inputs) is not { Length: > 0 } && result.GetValue(_list) is null)
            {
                result.AddError("Name a folder or a file of pictures, or give --list.");
            }
        });
    }

    /// <summary>Returns the folder of the answers.</summary>
    public BatchFolder Folder(ParseResult options) => new(Path.GetFullPath(options.GetRequiredValue(_out)));

    /// <summary>Finds the pictures and splits them into jobs.</summary>
    /// <exception cref="CommandFailedException">An input does not exist, or there are no pictures.</exception>
    /// <exception cref="InvalidDataException">The folder for the answers has other files of their names.</exception>
    public async Task<BatchPlan> PlanAsync(ParseResult options, ReaderVersion reader, CancellationToken cancellationToken)
    {
        var folder = Folder(options);
        var root = Environment.CurrentDirectory;
        var inputs = options.GetValue(_inputs) ?? [];
        if (Array.Find(inputs, input => !Path.Exists(input)) is { } missing)
        {
            throw new CommandFailedException($"There is no '{missing}'. Check the name; a relative path starts at '{root}'.");
        }

        BatchPlan.CheckFolder(folder);
        var plan = await BatchPlan.CreateAsync(
            folder,
            new PictureSearch(root, folder.Path).Find(inputs.Concat(ReadList(options))),
            options.GetValue(_picturesPerJob),
            new JobList { Reader = reader, Root = root, JsonLines = options.GetValue(_jsonLines), Pictures = [] },
            cancellationToken);
        return plan.Jobs.Count > 0
            ? plan
            : throw new CommandFailedException("There are no pictures: the folders are empty, or are that of the answers, which is left out.");
    }

    private IEnumerable<string> ReadList(ParseResult options) => options.GetValue(_list) switch
    {
        null => [],
        StandardInput => Lines(Console.In),
        var path => File.ReadLines(path).Where(line => line.Length > 0),
    };

    private static IEnumerable<string> Lines(TextReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                yield return line;
            }
        }
    }
}
