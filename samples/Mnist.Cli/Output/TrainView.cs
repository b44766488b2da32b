using DenseNetworks.IO;
using Mnist.Cli.Results;
using Spectre.Console;

namespace Mnist.Cli.Output;

/// <summary>Draws what came of a training.</summary>
internal static class TrainView
{
    public static void Draw(IAnsiConsole console, TrainResult result)
    {
        console.Write(Tables.OfFigures(
            console,
            ("recipe", $"{result.Recipe}, seed {result.Seed}"),
            ("network", string.Join('-', result.Network)),
            ("training", $"{result.Epochs} epochs, {result.Seconds:F1} s with all around them{(result.Interrupted ? ", interrupted" : "")}"),
            ("test accuracy", $"{100 * result.Accuracy:F2} %"),
            ("model", $"{Printable.Path(result.Model)} ({new FileInfo(result.Model).Length / 1024.0:N0} KiB)")));
    }
}
