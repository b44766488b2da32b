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
    // "is \\ read as" and "recall", and room beside them; a precision of 100.0 is wider than most counts.
    private const int WidthOfHeadings = 36;

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

    // All numbers stay whole: where there is no room beside them, recall and precision stand below.
    private static Rows Confusion(IAnsiConsole console, ConfusionMatrix confusion)
    {
        var digits = ConfusionMatrix.Digits.ToList();
        var widest = digits.Max(label => digits.Max(predicted => $"{confusion[label, predicted]}".Length));
        var isWide = console.Profile.Width >= WidthOfHeadings + (digits.Count * (widest + 1));
        var table = Tables.Create(console).Border(TableBorder.None).AddColumn(Narrow(isWide ? "is \\ read as" : "is").LeftAligned());
        foreach (var digit in digits)
        {
            table.AddColumn(Narrow($"{digit}"));
        }

        if (isWide)
        {
            table.AddColumn(Narrow("recall"));
        }

        foreach (var label in digits)
        {
            table.AddRow([
                new Text($"{label}"),
                .. digits.Select(predicted => Count(confusion[label, predicted], isRight: label == predicted)),
                .. isWide ? [Percent(confusion.Recall(label))] : Array.Empty<Text>(),
            ]);
        }

        return isWide
            ? new Rows(table.AddRow([new Text("precision"), .. digits.Select(digit => Percent(confusion.Precision(digit))), new Text("%")]))
            : new Rows(table, Shares(console, confusion));
    }

    private static Table Shares(IAnsiConsole console, ConfusionMatrix confusion)
    {
        var table = Tables.Create(console).Border(TableBorder.None)
            .AddColumn(Narrow("digit").LeftAligned()).AddColumn(Narrow("recall %")).AddColumn(Narrow("precision %"));
        foreach (var digit in ConfusionMatrix.Digits)
        {
            table.AddRow(new Text($"{digit}"), Percent(confusion.Recall(digit)), Percent(confusion.Precision(digit)));
        }

        return table;
    }

    private static Text Count(int count, bool isRight) => new($"{count}", count == 0 ? None : isRight ? Right : Wrong);

    private static TableColumn Narrow(string header) => new TableColumn(header).RightAligned().NoWrap().Padding(1, 0, 0, 0);

    // Of none there is no share.
    private static Text Percent(double? share) => new(share is { } part ? $"{100 * part:F1}" : "-");
}
