using Spectre.Console;

namespace Mnist.Cli.Output;

/// <summary>Tables as this program draws them.</summary>
internal static class Tables
{
    /// <summary>Makes an empty table: with lines on a terminal, without any in a pipe.</summary>
    public static Table Create(IAnsiConsole console) => new()
    {
        Border = console.Profile.Out.IsTerminal ? TableBorder.Rounded : TableBorder.None,
        BorderStyle = new Style(Color.Grey),
        UseSafeBorder = true,
    };

    /// <summary>Makes a table of names and figures.</summary>
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
