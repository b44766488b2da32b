using Mnist.Cli.Output;
using Spectre.Console;

namespace Mnist.Cli.Tests.Support;

/// <summary>Runs commands within the test's process, as in a pipe.</summary>
internal static class MnistTool
{
    /// <summary>Runs one and returns its result.</summary>
    public static Task<CommandResult> RunAsync(params string[] arguments) => RunAsync([], arguments);

    /// <summary>Runs one with bytes at its standard input.</summary>
    public static Task<CommandResult> RunAsync(byte[] input, params string[] arguments) =>
        RunAsync(new MemoryStream(input), CancellationToken.None, arguments);

    /// <summary>Runs one that can be interrupted.</summary>
    public static async Task<CommandResult> RunAsync(Stream input, CancellationToken interrupt, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(Console(output), Console(error)) { OpenInput = () => input };
        var exitCode = await CommandLine.RunAsync(arguments, terminal, interrupt);
        return new CommandResult(exitCode, output.ToString(), error.ToString());
    }

    private static IAnsiConsole Console(StringWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = 1_000;
        return console;
    }
}
