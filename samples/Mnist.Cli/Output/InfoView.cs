using System.Globalization;
using DenseNetworks.IO;
using Mnist.Cli.Results;
using Spectre.Console;

namespace Mnist.Cli.Output;

/// <summary>Draws the properties of a model, and of the machine.</summary>
internal static class InfoView
{
    public static void Draw(IAnsiConsole console, ModelResult model) => console.Write(Tables.OfFigures(
        console,
        ("model", Printable.Path(model.Model)),
        ("SHA-256 of the file", model.Sha256 ?? "in the package, not a file"),
        ("SHA-256 of the weights", model.WeightsSha256),
        ("network", string.Join('-', model.Network)),
        ("classes", model.HasBackgroundClass ? "10, and one output for other images" : "10"),
        ("parameters", $"{model.Parameters:N0}"),
        ("temperature", $"{model.Temperature:F3}"),
        ("rejection threshold", model.KnownThreshold is { } threshold ? $"{threshold:F3}" : "none: all images are " +
            "accepted as digits"),
        ("training", model.Epochs is { } epochs
            ? $"{Plural.Of(epochs, "epoch")} in {model.Seconds:F1} s{(model.Backend is { } backend ? $" by {backend}" : "")}"
            : "not known"),
        ("batch size", model.BatchSize is { } size ? $"{size:N0}" : "not known"),
        ("seed", model.Seed?.ToString(CultureInfo.InvariantCulture) ?? "not known"),
        ("weights", model.BestEpoch is { } best ? $"from epoch {best}" : "not known"),
        ("training accuracy", model.TrainingAccuracy is { } accuracy ? $"{100 * accuracy:F1} %" : "not known")));

    public static void Draw(IAnsiConsole console, EnvironmentResult environment) => console.Write(Tables.OfFigures(
        console,
        ("Mnist.Classifier", environment.Version),
        ("runtime", environment.Runtime),
        ("system", environment.System),
        ("processors", $"{environment.Processors}"),
        ("libtorch", environment.LibTorch ?? $"none, so training uses managed code: {environment.LibTorchError}"),
        ("GPUs", environment.Gpus == 0 ? "none that libtorch can use" : $"{environment.Gpus}"),
        ("MNIST_DATA_DIR", environment.DataFolder is { } folder ? Printable.Path(folder) : "not set")));
}
