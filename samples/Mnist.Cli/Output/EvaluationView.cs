using Mnist.Cli.Results;
using Spectre.Console;

namespace Mnist.Cli.Output;

/// <summary>Draws how good a model is.</summary>
internal static class EvaluationView
{
    private static readonly Style Right = new(Color.Green);
    private static readonly Style Wrong = new(Color.Red);
    private static readonly Style None = new(decoration: Decoration.Dim);

    public static void Draw(IAnsiConsole console, Evaluation evaluation)
    {
        console.Write(Tables.OfFigures(
            console,
            ("model", evaluation.Model),
            ("images", $"{evaluation.Images:N0}"),
            ("accuracy", $"{100 * evaluation.Accuracy:F2} %"),
            ("mean of the digits' accuracies", $"{100 * evaluation.MacroAccuracy:F2} %"),
            ("log loss", $"{evaluation.LogLoss:F4}"),
            ("expected calibration error", $"{100 * evaluation.Ece:F2} %")));
        console.Write(Confusion(console, evaluation.Confusion));
    }

    // Narrow enough for a terminal of 80 columns.
    private static Table Confusion(IAnsiConsole console, IReadOnlyList<IReadOnlyList<int>> confusion)
    {
        var table = Tables.Create(console).Border(TableBorder.None).AddColumn("is \\ read as");
        foreach (var digit in Enumerable.Range(0, confusion.Count))
        {
            table.AddColumn(Narrow($"{digit}"));
        }

        table.AddColumn(Narrow("recall"));
        foreach (var (row, digit) in confusion.Select((row, digit) => (row, digit)))
        {
            table.AddRow([
                new Text($"{digit}"),
                .. row.Select((count, taken) => new Text($"{count}", count == 0 ? None : taken == digit ? Right : Wrong)),
                new Text(Share(row[digit], row.Sum())),
            ]);
        }

        return table.AddRow([
            new Text("precision"),
            .. Enumerable.Range(0, confusion.Count).Select(digit => new Text(Share(confusion[digit][digit], confusion.Sum(row => row[digit])))),
            new Text("%"),
        ]);
    }

    private static TableColumn Narrow(string header) => new TableColumn(header).RightAligned().Padding(1, 0);

    // In percent. Of none there is no share.
    private static string Share(int part, int whole) => whole == 0 ? "-" : $"{100.0 * part / whole:F1}";
}
