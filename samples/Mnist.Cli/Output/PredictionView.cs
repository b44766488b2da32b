using DenseNetworks.IO;
using Mnist.Cli.Results;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mnist.Cli.Output;

/// <summary>Draws what a model reads in pictures: a few with all that it thinks, many in a table.</summary>
internal static class PredictionView
{
    private const int MostDrawn = 4;
    private const int BarWidth = 30;

    // Digit, confidence and "does not look like a digit" with the lines about them.
    private const int WidthBesideFile = 58;
    private const int ShortestName = 12;

    public static void Draw(IAnsiConsole console, IReadOnlyList<PicturePrediction> predictions)
    {
        if (predictions.Count > MostDrawn || !console.Profile.Out.IsTerminal)
        {
            console.Write(List(console, predictions));
            return;
        }

        foreach (var prediction in predictions)
        {
            console.Write(Drawn(console, prediction));
            console.WriteLine();
        }
    }

    private static Table List(IAnsiConsole console, IReadOnlyList<PicturePrediction> predictions)
    {
        var table = Tables.Create(console)
            .AddColumn(new TableColumn("file").NoWrap()).AddColumn(new TableColumn("digit").NoWrap())
            .AddColumn(new TableColumn("confidence").RightAligned().NoWrap()).AddColumn(new TableColumn("").NoWrap());
        foreach (var prediction in predictions)
        {
            table.AddRow(
                new Text(Shorten(Printable.Path(prediction.File), console.Profile.Width - WidthBesideFile)),
                new Text(prediction.Digit is { } digit ? $"{digit}" : "-"),
                new Text(prediction.Confidence is { } confidence ? $"{100 * confidence:F1} %" : "-"),
                new Text(Verdict(prediction)) { Overflow = Overflow.Ellipsis });
        }

        return table;
    }

    // Each picture keeps to one line; of a long name the end tells more.
    private static string Shorten(string name, int width) =>
        name.Length <= Math.Max(width, ShortestName) ? name : $"…{name[^(Math.Max(width, ShortestName) - 1)..]}";

    private static Grid Drawn(IAnsiConsole console, PicturePrediction prediction)
    {
        var lines = new List<IRenderable> { new Text(Printable.Path(prediction.File), new Style(decoration: Decoration.Bold)), new Text(Headline(prediction)) };
        if (prediction.Probabilities is { } probabilities)
        {
            lines.Add(new Text(""));
            lines.AddRange(probabilities.Select((probability, digit) => Bar(console, probability, digit, digit == prediction.Digit)));
        }

        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        IRenderable picture = prediction.Pixels is { } pixels ? new DigitDrawing(console, pixels) : new Text("");
        return grid.AddRow(picture, new Rows(lines));
    }

    private static string Headline(PicturePrediction prediction) => prediction.Digit is null
        ? Verdict(prediction)
        : $"{prediction.Digit} ({100 * prediction.Confidence:F1} %) {Verdict(prediction)}".TrimEnd();

    private static string Verdict(PicturePrediction prediction) =>
        prediction.Error ?? (prediction.IsDigit ? ""
            : prediction.Finding == "severalDigits" ? "is the largest of several digits: give one at a time"
            : "does not look like a digit");

    private static Text Bar(IAnsiConsole console, float probability, int digit, bool isLikeliest)
    {
        var mark = console.Profile.Capabilities.Unicode ? '█' : '#';
        var bar = new string(mark, (int)Math.Round(probability * BarWidth)).PadRight(BarWidth);
        return new Text($"{digit} {bar} {100 * probability,5:F1} %", isLikeliest ? new Style(Color.Green) : Style.Plain);
    }
}
