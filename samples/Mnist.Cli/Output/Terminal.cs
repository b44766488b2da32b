using Spectre.Console;

namespace Mnist.Cli.Output;

/// <summary>Where the program writes: results to standard output, progress, remarks and errors to standard error.</summary>
/// <param name="Out">The standard output, for people.</param>
/// <param name="Error">The standard error, for people.</param>
internal sealed record Terminal(IAnsiConsole Out, IAnsiConsole Error)
{
    // Lines that go into a file or another program are broken only where nobody would have written one as long.
    private const int WidthOfPipes = 1_000;

    /// <summary>Gets the standard output, for people.</summary>
    public IAnsiConsole Out { get; } = Escaping.Attach(Out);

    /// <summary>Gets the standard error, for people.</summary>
    public IAnsiConsole Error { get; } = Escaping.Attach(Error);

    /// <summary>Gets the standard output, for programs.</summary>
    public TextWriter Plain => Out.Profile.Out.Writer;

    /// <summary>Gets the standard error, without any form.</summary>
    public TextWriter PlainError => Error.Profile.Out.Writer;

    /// <summary>Gets the standard input.</summary>
    public Func<Stream> OpenInput { get; init; } = Console.OpenStandardInput;

    /// <summary>Returns the terminal of this process. NO_COLOR and pipes take colours and movement away.</summary>
    public static Terminal OfProcess() => new(Create(Console.Out, Console.IsOutputRedirected), Create(Console.Error, Console.IsErrorRedirected));

    /// <summary>Returns a console on a writer: a terminal, or a pipe or file.</summary>
    internal static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(isRedirected ? new TrimmingWriter(writer) : writer),
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            // Each stream for itself: progress moves on a terminal though the result goes into a file.
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Yes,
        });
        if (isRedirected)
        {
            console.Profile.Width = WidthOfPipes;
        }

        return console;
    }
}
