namespace Mnist.Classifier.Reliability;

/// <summary>What the user asked for.</summary>
internal sealed record CommandLine
{
    /// <summary>Gets the suites to run, in order.</summary>
    public required IReadOnlyList<ISuite> Suites { get; init; }

    /// <summary>Gets a value indicating whether to try everything less often.</summary>
    public bool IsQuick { get; private init; }

    /// <exception cref="FormatException">Something is missing or not understood.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        if (arguments is [])
        {
            throw new FormatException("Name a suite.");
        }

        var command = new CommandLine { Suites = SuiteCatalog.Find(arguments[0]) };
        foreach (var argument in arguments.Skip(1))
        {
            command = argument == "--quick"
                ? command with { IsQuick = true }
                : throw new FormatException($"'{argument}' is not understood after '{arguments[0]}'.");
        }

        return command;
    }
}
