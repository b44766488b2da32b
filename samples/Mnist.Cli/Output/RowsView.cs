using Mnist.Cli.Results;
using Spectre.Console;

namespace Mnist.Cli.Output;

/// <summary>Writes the rows of digits in pictures, one per line.</summary>
internal static class RowsView
{
    public static void Draw(IAnsiConsole console, IReadOnlyList<PictureRows> pictures)
    {
        foreach (var picture in pictures)
        {
            if (pictures.Count > 1)
            {
                console.WriteLine($"{picture.File}:");
            }

            if (picture.Rows.Count == 0)
            {
                console.WriteLine(picture.Error ?? "No digit was found.");
            }

            foreach (var row in picture.Rows)
            {
                console.WriteLine(row);
            }
        }
    }
}
