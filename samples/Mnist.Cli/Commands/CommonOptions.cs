using System.CommandLine;

namespace Mnist.Cli.Commands;

/// <summary>The options that every command has.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Write the result as one JSON object, and nothing else, to standard output.",
        Recursive = true,
    };

    public static Option<bool> Quiet { get; } = new("--quiet", "-q")
    {
        Description = "Show only the result, without progress and remarks.",
        Recursive = true,
    };
}
