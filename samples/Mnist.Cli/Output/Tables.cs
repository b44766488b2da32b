using Spectre.Console;

namespace Mnist.Cli.Output;

/// <summary>Creates tables in the style of this program.</summary>
internal static class Tables
{
    /// <summary>Creates an empty table: with lines on a terminal, without lines in a pipe.</summary>
    public static Table Create(IAnsiConsole console) => new()
    {
        Border = console.Profile.Out.IsTerminal ? TableBorder.Rounded : TableBorder.None,
        BorderStyle = new Style(Color.Grey),
        UseSafeBorder = true,
    };

    /// <summary>Creates a table of names and values.</summary>
    public static Table OfFigures(IAnsiConsole console, params (string Name, string Figure)[] rows)
    {
        var table = Create(console).AddColumns("", "").HideHeaders();
        foreach (var (name, figure) in rows)
        {
            table.AddRow(new Text(name, new Style(decoration: Decoration.Dim)), new Text(figure));
        }

        return table;
    }
}
