using DenseNetworks.IO;
using Mnist.Cli.Results;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mnist.Cli.Output;

/// <summary>Draws predictions: a few with their probabilities, many in a table.</summary>
internal static class PredictionView
{
    private const int MostDrawn = 4;
    private const int BarWidth = 30;

    // Digit and confidence, with the lines around all columns.
    private const int WidthOfRest = 28;
    private const int ShortestName = 12;

    public static void Draw(IAnsiConsole console, IReadOnlyList<PicturePrediction> predictions)
    {
        if (predictions.Count > MostDrawn || !console.Profile.Out.IsTerminal)
        {
            if (FitsTable(console, predictions))
            {
                console.Write(List(console, predictions));
            }
            else
            {
                WriteLines(console, predictions);
            }

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
            .AddColumn("file").AddColumn("digit").AddColumn(new TableColumn("confidence").RightAligned()).AddColumn("");
        foreach (var prediction in predictions)
        {
            table.AddRow(
                new Text(Printable.Path(prediction.File)), new Text(Digit(prediction)), new Text(Confidence(prediction)),
                new Text(Verdict(prediction)));
        }

        return table;
    }

    // Without room for a table, each picture has one line, with the end of a long name, which says more than its start. An error
    // is not cut: its end says what to do.
    private static void WriteLines(IAnsiConsole console, IReadOnlyList<PicturePrediction> predictions)
    {
        var room = Math.Max(ShortestName, console.Profile.Width / 3);
        foreach (var prediction in predictions)
        {
            var path = Printable.Path(prediction.File);
            var name = path.Length <= room ? path : $"…{path[^(room - 1)..]}";
            var text = $"{name.PadRight(room)} {Digit(prediction)} {Confidence(prediction),7} {Verdict(prediction)}";
            var line = text.ReplaceLineEndings(" ").TrimEnd();
            var isWhole = line.Length <= console.Profile.Width || prediction.Error is not null;
            console.WriteLine(isWhole ? line : $"{line[..(console.Profile.Width - 1)]}…");
        }
    }

    private static bool FitsTable(IAnsiConsole console, IReadOnlyList<PicturePrediction> predictions) =>
        predictions.Max(prediction => prediction.File.Length) + predictions.Max(prediction => Verdict(prediction).Length)
            + WidthOfRest <= console.Profile.Width;

    private static string Digit(PicturePrediction prediction) => prediction.Digit is { } digit ? $"{digit}" : "-";

    private static string Confidence(PicturePrediction prediction) =>
        prediction.Confidence is { } confidence ? $"{100 * confidence:F1} %" : "-";

    private static Grid Drawn(IAnsiConsole console, PicturePrediction prediction)
    {
        var name = new Text(Printable.Path(prediction.File), new Style(decoration: Decoration.Bold));
        List<IRenderable> lines = [name, new Text(Headline(prediction))];
        if (prediction.Probabilities is { } probabilities)
        {
            lines.Add(new Text(""));
            lines.AddRange(
                probabilities.Select((probability, digit) => Bar(console, probability, digit, digit == prediction.Digit)));
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
