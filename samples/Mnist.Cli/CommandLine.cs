using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using DenseNetworks.IO;
using Mnist.Cli.Commands;
using Mnist.Cli.Output;

namespace Mnist.Cli;

/// <summary>Parses and runs the commands.</summary>
internal static class CommandLine
{
    // An interrupted training ends within a tenth of a second and then saves; a disk may be slow.
    private static readonly TimeSpan TimeToSave = TimeSpan.FromSeconds(30);

    private const string Description = """
        Trains networks that read handwritten digits, tells how good they are, and reads pictures with them.

        Exit codes: 0 done, 1 something could not be done, 2 the command line is not understood, 130 interrupted.
        """;

    /// <summary>Runs one command.</summary>
    /// <param name="arguments">The arguments, without the program's name.</param>
    /// <param name="terminal">Where to write.</param>
    /// <param name="cancellationToken">Interrupts it, as Ctrl-C and SIGTERM do.</param>
    /// <returns>The exit code, see <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellationToken = default)
    {
        var result = CreateRoot(terminal).Parse(arguments);
        if (result.Errors.Count == 0 || result.Action is HelpAction)
        {
            return await InvokeAsync(result, terminal, cancellationToken);
        }

        if (IsUnfinished(result))
        {
            await InvokeAsync(CreateRoot(terminal).Parse([.. arguments, "--help"]), terminal, cancellationToken);
            return ExitCode.Usage;
        }

        return Refuse(result, terminal);
    }

    private static Task<int> InvokeAsync(ParseResult result, Terminal terminal, CancellationToken cancellationToken) =>
        result.InvokeAsync(
            new InvocationConfiguration
            {
                Output = terminal.Plain,
                Error = terminal.PlainError,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeToSave,
            },
            cancellationToken);

    private static RootCommand CreateRoot(Terminal terminal)
    {
        var root = new RootCommand(Description)
        {
            TrainCommand.Create(terminal),
            EvaluateCommand.Create(terminal),
            PredictCommand.Create(terminal),
            ReadCommand.Create(terminal),
            DataCommand.Create(terminal),
            ReportCommand.Create(terminal),
            ExportCommand.Create(terminal),
            InfoCommand.Create(terminal),
            CompletionCommand.Create(terminal),
        };
        root.Options.Add(CommonOptions.Json);
        root.Options.Add(CommonOptions.Quiet);
        return root;
    }

    // The name of a group of commands alone: shows its help.
    private static bool IsUnfinished(ParseResult result) =>
        result.CommandResult.Command is { Subcommands.Count: > 0 } && result.UnmatchedTokens.Count == 0 && !IsJson(result);

    private static bool IsJson(ParseResult result) => result.Tokens.Any(token => token.Value == CommonOptions.Json.Name);

    private static int Refuse(ParseResult result, Terminal terminal)
    {
        // Words after an unknown word are rarely known either.
        var message = result.UnmatchedTokens is [var word, ..]
            ? $"There is no {(Suggestions.IsOption(word) ? "option" : "command or argument")} '{Printable.Of(word)}'."
            : string.Join(' ', result.Errors.Select(Describe).Distinct());
        var suggestion = Suggestions.For(result) is { } near ? $" Did you mean {near}?" : "";
        return Reply.Fail(terminal, IsJson(result), $"{message}{suggestion} See '{CommandPath(result)} " +
            "--help'.", ExitCode.Usage);
    }

    // The messages of the library name .NET types, and do not say what is missing.
    private static string Describe(ParseError error) => error.SymbolResult switch
    {
        ArgumentResult { Tokens: [], Argument: var argument } => $"Name {argument.Name}.",
        _ => Printable.Of(error.Message),
    };

    private static string CommandPath(ParseResult result)
    {
        var names = new Stack<string>();
        for (Symbol? symbol = result.CommandResult.Command; symbol is Command; symbol = symbol.Parents.FirstOrDefault())
        {
            names.Push(symbol is RootCommand ? "mnist" : symbol.Name);
        }

        return string.Join(' ', names);
    }
}
