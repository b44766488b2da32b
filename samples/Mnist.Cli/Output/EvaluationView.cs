using DenseNetworks.IO;
using Mnist.Cli.Metrics;
using Mnist.Cli.Results;
using Spectre.Console;

namespace Mnist.Cli.Output;

/// <summary>Draws the evaluation of a model.</summary>
internal static class EvaluationView
{
    private static readonly Style Right = new(Color.Green);
    private static readonly Style Wrong = new(Color.Red);
    private const int WidthOfNames = 12;
    private const int WidthOfPercent = 5;

    private static readonly Style None = new(decoration: Decoration.Dim);

    public static void Draw(IAnsiConsole console, Evaluation evaluation, ConfusionMatrix confusion)
    {
        console.Write(Tables.OfFigures(
            console,
            ("model", Printable.Path(evaluation.Model)),
            ("images", $"{evaluation.Images:N0}"),
            ("accuracy", $"{100 * evaluation.Accuracy:F2} %"),
            ("mean accuracy of the digits", $"{100 * evaluation.MacroAccuracy:F2} %"),
            ("log loss", $"{evaluation.LogLoss:F4}"),
            ("expected calibration error", $"{100 * evaluation.Ece:F2} %")));
        DrawConfusion(console, confusion);
    }

    // No number is cut: if there is no room beside the matrix, recall and precision are below it.
    private static void DrawConfusion(IAnsiConsole console, ConfusionMatrix confusion)
    {
        var widest = ConfusionMatrix.Digits.Max(
            label => ConfusionMatrix.Digits.Max(predicted => $"{confusion[label, predicted]}".Length));
        var wideCell = Math.Max(widest, WidthOfPercent) + 1;
        var isWide = console.Profile.Width >= WidthOfNames + (ConfusionMatrix.DigitCount * wideCell) + WidthOfPercent + 2;
        var (name, cell) = isWide ? (WidthOfNames, wideCell) : ("is".Length, widest + 1);
        WriteLine(console, [
            new Text((isWide ? "is \\ read as" : "is").PadRight(name)), .. ConfusionMatrix.Digits.Select(
                digit => Cell($"{digit}", cell)),
            .. isWide ? [Cell("recall", WidthOfPercent + 2)] : Array.Empty<Text>(),
        ]);
        foreach (var label in ConfusionMatrix.Digits)
        {
            WriteLine(console, [
                new Text($"{label}".PadRight(name)),
                .. ConfusionMatrix.Digits.Select(
                    predicted => Count(confusion[label, predicted], cell, isRight: label == predicted)),
                .. isWide ? [Cell(Percent(confusion.Recall(label)), WidthOfPercent + 2)] : Array.Empty<Text>(),
            ]);
        }

        if (isWide)
        {
            WriteLine(console, [
                new Text("precision".PadRight(name)), .. ConfusionMatrix.Digits.Select(
                    digit => Cell(Percent(confusion.Precision(digit)), cell)),
                Cell("%", WidthOfPercent + 2),
            ]);
            return;
        }

        console.WriteLine("digit  recall %  precision %");
        foreach (var digit in ConfusionMatrix.Digits)
        {
            console.WriteLine($"{digit,-5}  {Percent(confusion.Recall(digit)),8}  {Percent(confusion.Precision(digit)),11}");
        }
    }

    private static void WriteLine(IAnsiConsole console, IEnumerable<Text> cells)
    {
        foreach (var cell in cells)
        {
            console.Write(cell);
        }

        console.WriteLine();
    }

    private static Text Count(int count, int width, bool isRight) =>
        new($"{count}".PadLeft(width), count == 0 ? None : isRight ? Right : Wrong);

    private static Text Cell(string text, int width) => new(text.PadLeft(width));

    // Without images there is no share.
    private static string Percent(double? share) => share is { } part ? $"{100 * part:F1}" : "-";
}
