using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DenseNetworks.IO;
using Mnist.Cli.Commands;
using Mnist.Cli.Results;
using Spectre.Console;

namespace Mnist.Cli.Output;

/// <summary>Writes the result of a command, for a person or a program, with or without remarks.</summary>
internal sealed class Reply
{
    private readonly Terminal _terminal;
    private readonly bool _isJson;
    private readonly bool _isQuiet;

    public Reply(Terminal terminal, ParseResult options)
    {
        _terminal = terminal;
        _isJson = options.GetValue(CommonOptions.Json);
        _isQuiet = options.GetValue(CommonOptions.Quiet);
    }

    /// <summary>Gets the standard input.</summary>
    public Func<Stream> OpenInput => _terminal.OpenInput;

    /// <summary>Gets the console for moving progress, or null if there should be none.</summary>
    public IAnsiConsole? LiveConsole =>
        !_isQuiet && _terminal.Error.Profile.Capabilities is { Interactive: true, Ansi: true } ? _terminal.Error : null;

    /// <summary>Does work with a progress bar, if there is a terminal.</summary>
    public T ShowProgress<T>(string description, Func<WorkBar, T> work) => LiveConsole is { } console
        ? console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new WorkBar(context, description)))
        : work(new WorkBar(null, description));

    /// <summary>Writes the result: as JSON for a program, or drawn for a person.</summary>
    public void Show<T>(T result, JsonTypeInfo<T> type, Action<IAnsiConsole> draw)
    {
        if (_isJson)
        {
            WriteJson(_terminal, result, type);
        }
        else
        {
            draw(_terminal.Out);
        }
    }

    /// <summary>Writes lines for a program, or the one object of <c>--json</c>.</summary>
    public void ShowLines<T>(T result, JsonTypeInfo<T> type, Action<TextWriter> write)
    {
        if (_isJson)
        {
            WriteJson(_terminal, result, type);
        }
        else
        {
            write(_terminal.Plain);
        }
    }

    /// <summary>Writes lines to a file, which is replaced only by a complete one, and reports that.</summary>
    public void ShowWritten(string path, Action<TextWriter> write)
    {
        AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            write(writer);
        });
        ShowWritten(path);
    }

    /// <summary>Reports a written file.</summary>
    public void ShowWritten(string path)
    {
        var file = WrittenFile.Of(path);
        Show(file, ResultsContext.Relaxed.WrittenFile, console => console.WriteLine($"Written: {Printable.Path(path)} " +
            $"({file.Bytes / 1024.0:N0} KiB)"));
    }

    /// <summary>Writes a remark for a person.</summary>
    public void Remark(string text)
    {
        if (!_isQuiet)
        {
            _terminal.Error.WriteLine(text);
        }
    }

    /// <summary>Reports a failure, to a person or a program.</summary>
    /// <returns>The exit code.</returns>
    public int Fail(string message, int exitCode) => Fail(_terminal, _isJson, message, exitCode);

    /// <inheritdoc cref="Fail(string, int)"/>
    public static int Fail(Terminal terminal, bool isJson, string message, int exitCode)
    {
        if (isJson)
        {
            WriteJson(terminal, new Failure(Printable.Lines(message), exitCode), ResultsContext.Relaxed.Failure);
        }

        terminal.Error.MarkupLineInterpolated($"[red]mnist:[/] {Printable.Lines(message)}");
        return exitCode;
    }

    private static void WriteJson<T>(Terminal terminal, T result, JsonTypeInfo<T> type) =>
        terminal.Plain.WriteLine(JsonSerializer.Serialize(result, type));
}
