using System.Globalization;
using DenseNetworks.ML.MLNet;
using Mnist.Classifier.Fuzzing.Targets;

namespace Mnist.Classifier.Fuzzing;

/// <summary>What the user asked for.</summary>
internal sealed record Arguments
{
    public const string All = "all";

    /// <summary>Gets the help.</summary>
    public static string Usage =>
        $"""
        Usage: dotnet run -c Release --project tests/Mnist.Classifier.Fuzzing -- TARGET... [options]

        Feeds damaged files to everything that reads files, keeps those that reach something new in the code, and damages
        them further. Right answers are a result and an InvalidDataException; everything else is a finding.

        Targets: {string.Join(", ", FuzzTarget.Names)}, or {All}.

          --inputs N       how many inputs for each target, 100,000 if not given; a 50th of that for pages
          --seed N         another number gives other inputs; 1 if not given
          --findings DIR   the folder for inputs that were answered wrongly; "findings" if not given
          --replay FILE    gives one file to the target, and prints the answer
          --help           prints this

        Prints a table. The exit code is 0 if all answers were right, 1 if there are findings, 2 if this text would help.
        """;

    /// <summary>Gets the names of the targets.</summary>
    public IReadOnlyList<string> Targets { get; private init; } = [];

    /// <summary>Gets how many inputs each target is given.</summary>
    public long Inputs { get; private init; } = 100_000;

    /// <summary>Gets what decides every choice.</summary>
    public int Seed { get; private init; } = 1;

    /// <summary>Gets the folder for inputs that were answered wrongly.</summary>
    public string Findings { get; private init; } = "findings";

    /// <summary>Gets the one file to try, or null.</summary>
    public string? Replay { get; private init; }

    /// <summary>Reads the command line, or returns null and says what is not understood.</summary>
    public static Arguments? Parse(IReadOnlyList<string> args, out string complaint)
    {
        var parsed = new Arguments();
        var targets = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith('-'))
            {
                targets.Add(args[i]);
                continue;
            }

            if (i + 1 == args.Count || parsed.With(args[i], args[i + 1]) is not { } more)
            {
                complaint = $"'{args[i]}' is not an option, or what follows it is not a value for it.";
                return null;
            }

            (parsed, i) = (more, i + 1);
        }

        complaint = Complain(targets, parsed.Replay);
        return complaint.Length > 0 ? null : parsed with { Targets = targets is [All] ? FuzzTarget.Names : targets };
    }

    private static string Complain(List<string> targets, string? replay)
    {
        if (targets.Count == 0)
        {
            return "Name a target.";
        }

        if (targets is not [All] && targets.Find(name => !FuzzTarget.Names.Contains(name)) is { } stranger)
        {
            return $"There is no target '{stranger}'.";
        }

        if (replay is null)
        {
            return "";
        }

        return targets is [All] or not [_]
            ? "A file is given to one target: name it."
            : File.Exists(replay) ? "" : $"There is no file '{replay}'.";
    }

    private Arguments? With(string option, string value) => option switch
    {
        "--inputs" when Number(value) is > 0 and var inputs => this with { Inputs = inputs },
        "--seed" when Number(value) is <= int.MaxValue and var seed => this with { Seed = (int)seed },
        "--findings" when value.Length > 0 => this with { Findings = value },
        "--replay" => this with { Replay = value },
        _ => null,
    };

    private static long? Number(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
