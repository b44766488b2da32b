using DenseNetworks.IO;
using Mnist.Cli.Judging;
using Mnist.Cli.Results;
using Spectre.Console;

namespace Mnist.Cli.Output;

/// <summary>Draws how good a model is.</summary>
internal static class EvaluationView
{
    private static readonly Style Right = new(Color.Green);
    private static readonly Style Wrong = new(Color.Red);
    private static readonly Style None = new(decoration: Decoration.Dim);

    public static void Draw(IAnsiConsole console, Evaluation evaluation, ConfusionMatrix confusion)
    {
        console.Write(Tables.OfFigures(
            console,
            ("model", Printable.Path(evaluation.Model)),
            ("images", $"{evaluation.Images:N0}"),
            ("accuracy", $"{100 * evaluation.Accuracy:F2} %"),
            ("mean of the digits' accuracies", $"{100 * evaluation.MacroAccuracy:F2} %"),
            ("log loss", $"{evaluation.LogLoss:F4}"),
            ("expected calibration error", $"{100 * evaluation.Ece:F2} %")));
        console.Write(Confusion(console, confusion));
    }

    // Narrow enough for a terminal of 80 columns.
    private static Table Confusion(IAnsiConsole console, ConfusionMatrix confusion)
    {
        var table = Tables.Create(console).Border(TableBorder.None).AddColumn("is \\ read as");
        foreach (var digit in ConfusionMatrix.Digits)
        {
            table.AddColumn(Narrow($"{digit}"));
        }

        table.AddColumn(Narrow("recall"));
        foreach (var label in ConfusionMatrix.Digits)
        {
            table.AddRow([
                new Text($"{label}"),
                .. ConfusionMatrix.Digits.Select(predicted => Count(confusion[label, predicted], isRight: label == predicted)),
                Percent(confusion.Recall(label)),
            ]);
        }

        return table.AddRow([
            new Text("precision"),
            .. ConfusionMatrix.Digits.Select(digit => Percent(confusion.Precision(digit))),
            new Text("%"),
        ]);
    }

    private static Text Count(int count, bool isRight) => new($"{count}", count == 0 ? None : isRight ? Right : Wrong);

    private static TableColumn Narrow(string header) => new TableColumn(header).RightAligned().Padding(1, 0);

    // Of none there is no share.
    private static Text Percent(double? share) => new(share is { } part ? $"{100 * part:F1}" : "-");
}
