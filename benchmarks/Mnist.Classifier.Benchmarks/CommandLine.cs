using System.Globalization;

namespace Mnist.Classifier.Benchmarks;

/// <summary>What the user asked for.</summary>
internal sealed record CommandLine
{
    private const int MaximumThreads = 1024;

    /// <summary>Gets the suites to run, in order.</summary>
    public required IReadOnlyList<ISuite> Suites { get; init; }

    /// <summary>Gets the file to write the results to, or null for none.</summary>
    public string? JsonPath { get; private init; }

    /// <summary>Gets the number of threads, or null to choose.</summary>
    public int? Threads { get; private init; }

    /// <summary>Gets a value indicating whether to measure everything once only.</summary>
    public bool IsQuick { get; private init; }

    /// <exception cref="FormatException">Something is missing or not understood.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        if (arguments is [] or ["-h" or "--help", ..])
        {
            throw new FormatException("Name a suite.");
        }

        var command = new CommandLine { Suites = SuiteCatalog.Find(arguments[0]) };
        for (var i = 1; i < arguments.Count; i++)
        {
            command = (arguments[i], arguments.ElementAtOrDefault(i + 1)) switch
            {
                ("--json" or "--threads" or "--sheet" or "--model" or "--diagrams", null) =>
                    throw new FormatException($"{arguments[i]} needs a value."),
                ("--json", var path) => command with { JsonPath = RequireFolder(path) },
                ("--threads", var count) => command with { Threads = ParseThreads(count) },
                ("--quick", _) => command with { IsQuick = true },
                ("--best", _) when command.Suites is [AccuracySuite suite] =>
                    command with { Suites = [suite with { IncludesBest = true }] },
                ("--sheet", var path) when command.Suites is [GeneratorSuite suite] =>
                    command with { Suites = [suite with { SheetPath = path }] },
                ("--test", _) when command.Suites is [GeneratorSuite suite] =>
                    command with { Suites = [suite with { WithTest = true }] },
                ("--held-out", _) when command.Suites is [ModelSuite suite] =>
                    command with { Suites = [suite with { IsHeldOut = true }] },
                ("--held-out", _) when command.Suites is [NumbersSuite suite] =>
                    command with { Suites = [suite with { IsHeldOut = true }] },
                ("--model", var path) when command.Suites is [ModelSuite suite] =>
                    command with { Suites = [suite with { ModelPath = RequireFile(path) }] },
                ("--model", var path) when command.Suites is [HandwritingSuite suite] =>
                    command with { Suites = [suite with { ModelPath = RequireFile(path) }] },
                ("--list", _) when command.Suites is [HandwritingSuite suite] =>
                    command with { Suites = [suite with { ListsFailures = true }] },
                ("--opencv", _) when command.Suites is [HandwritingSuite suite] =>
                    command with { Suites = [suite with { IncludesOpenCv = true }] },
                ("--degraded", _) when command.Suites is [HandwritingSuite suite] =>
                    command with { Suites = [suite with { IncludesDegraded = true }] },
                (var folder, _) when command.Suites is [HandwritingSuite { Folder: null } suite] && !folder.StartsWith('-') =>
                    command with { Suites = [suite with { Folder = RequireHands(folder) }] },
                ("--diagrams", var folder) when command.Suites is [CalibrationSuite suite] =>
                    command with { Suites = [suite with { DiagramFolder = folder }] },
                var (other, _) => throw new FormatException($"'{other}' is not understood after '{arguments[0]}'."),
            };
            i += arguments[i] is "--json" or "--threads" or "--sheet" or "--model" or "--diagrams" ? 1 : 0;
        }

        return command.Suites is [HandwritingSuite { Folder: null }]
            ? throw new FormatException("hands needs a folder.")
            : command;
    }

    private static int ParseThreads(string text) =>
        int.TryParse(
            text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= MaximumThreads
            ? count
            : throw new FormatException($"--threads needs a number from 1 to {MaximumThreads}, not '{text}'.");

    // Found out now, not after minutes of measuring.
    private static string RequireFolder(string path) =>
        Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))) && !Directory.Exists(path)
            ? path
            : throw new FormatException($"--json '{path}': name a file in a folder that exists.");

    private static string RequireHands(string folder) =>
        Directory.Exists(folder) ? folder : throw new FormatException($"hands '{folder}': there is no such folder.");

    private static string RequireFile(string path) =>
        File.Exists(path) ? path : throw new FormatException($"--model '{path}': there is no such file.");
}
