using DenseNetworks.IO;
using Mnist.Classifier;
using Mnist.Cli.Results;
using Spectre.Console;

namespace Mnist.Cli.Output;

/// <summary>Draws a summary of a data set.</summary>
internal static class DataView
{
    private const int DrawnInRow = 2;

    /// <param name="console">The console.</param>
    /// <param name="result">The numbers of images.</param>
    /// <param name="images">The images, one of each digit of which is drawn.</param>
    public static void Draw(IAnsiConsole console, DataResult result, LabeledImages images)
    {
        console.WriteLine(Printable.Path(result.Data));
        console.WriteLine(result.IsMnist ? "It is exactly the MNIST database." : "It is not the MNIST database.");
        console.Write(Counts(console, result));
        if (console.Profile.Out.IsTerminal)
        {
            DrawDigits(console, images, columns: Math.Max(DrawnInRow, console.Profile.Width / 30));
        }
        else
        {
            console.WriteLine($"The first training image, a {images.GetLabel(0)}:");
            console.Write(new DigitDrawing(console, images.GetPixels(0).ToArray()));
        }
    }

    private static Table Counts(IAnsiConsole console, DataResult result)
    {
        var table = Tables.Create(console).AddColumn("");
        foreach (var digit in Enumerable.Range(0, result.Train.Count))
        {
            table.AddColumn(new TableColumn($"{digit}").RightAligned());
        }

        table.AddColumn(new TableColumn("all").RightAligned());
        table.AddRow(["training", .. result.Train.Select(count => $"{count}"), $"{result.Train.Sum()}"]);
        return table.AddRow(["test", .. result.Test.Select(count => $"{count}"), $"{result.Test.Sum()}"]);
    }

    private static void DrawDigits(IAnsiConsole console, LabeledImages images, int columns)
    {
        var found = Enumerable.Range(0, images.ClassCount)
            .Select(digit => Enumerable.Range(0, images.Count).FirstOrDefault(index => images.GetLabel(index) == digit, -1))
            .Where(index => index >= 0)
            .Select(index => new DigitDrawing(console, images.GetPixels(index).ToArray()));
        foreach (var row in found.Chunk(columns))
        {
            var grid = new Grid();
            foreach (var _ in row)
            {
                grid.AddColumn(new GridColumn().NoWrap());
            }

            console.Write(grid.AddRow([.. row]));
        }
    }
}
