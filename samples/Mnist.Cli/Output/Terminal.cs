using Spectre.Console;

namespace Mnist.Cli.Output;

/// <summary>The outputs of the program: results to standard output; progress, remarks and errors to standard error.</summary>
/// <param name="Out">The standard output, for people.</param>
/// <param name="Error">The standard error, for people.</param>
internal sealed record Terminal(IAnsiConsole Out, IAnsiConsole Error)
{
    // Lines for a file or another program are practically never wrapped.
    private const int WidthOfPipes = 1_000;

    /// <summary>Gets the standard output, for people.</summary>
    public IAnsiConsole Out { get; } = Escaping.Attach(Out);

    /// <summary>Gets the standard error, for people.</summary>
    public IAnsiConsole Error { get; } = Escaping.Attach(Error);

    /// <summary>Gets the standard output, for programs.</summary>
    public TextWriter Plain => Out.Profile.Out.Writer;

    /// <summary>Gets the standard error, unformatted.</summary>
    public TextWriter PlainError => Error.Profile.Out.Writer;

    /// <summary>Gets the standard input.</summary>
    public Func<Stream> OpenInput { get; init; } = Console.OpenStandardInput;

    /// <summary>Returns the terminal of this process. NO_COLOR and pipes disable colours and animation.</summary>
    public static Terminal OfProcess() =>
        new(Create(Console.Out, Console.IsOutputRedirected), Create(Console.Error, Console.IsErrorRedirected));

    /// <summary>Returns a console on a writer: a terminal, or a pipe or file.</summary>
    internal static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(isRedirected ? new TrimmingWriter(writer) : writer),
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            // For each stream: progress can be animated while the result goes into a file.
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Yes,
        });
        if (isRedirected)
        {
            console.Profile.Width = WidthOfPipes;
        }

        return console;
    }
}
