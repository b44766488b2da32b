using DenseNetworks.IO;
using Mnist.Cli.Metrics;
using Mnist.Cli.Results;
using Spectre.Console;

namespace Mnist.Cli.Output;

/// <summary>Draws the result of a training.</summary>
internal static class TrainView
{
    public static void Draw(IAnsiConsole console, TrainResult result)
    {
        var (low, high) = WilsonInterval.Of((int)Math.Round(result.Accuracy * result.Images), result.Images);
        var between = $"{100 * low:F1} to {100 * high:F1} % with 95 % confidence";
        console.Write(Tables.OfFigures(
            console,
            ("recipe", $"{result.Recipe}, seed {result.Seed}"),
            ("network", string.Join('-', result.Network)),
            ("training", $"{Plural.Of(result.Epochs, "epoch")} in {result.Seconds:F1} s by " +
                $"{result.Backend}{(result.Interrupted ? ", interrupted" : "")}"),
            result.Folds is { } folds
                ? ("expected accuracy", $"{100 * result.Accuracy:F2} % of {Plural.Of(result.Images, "image")} in " +
                    $"{folds}-fold cross-validation: {between}")
                : ("test accuracy", $"{100 * result.Accuracy:F2} % of {Plural.Of(result.Images, "image")}"),
            ("model", $"{Printable.Path(result.Model)} ({new FileInfo(result.Model).Length / 1024.0:N0} KiB)")));
        if (result.Folds is not null)
        {
            console.WriteLine("The saved model was trained on all images. Expect this accuracy on similar pictures.");
        }
    }
}
