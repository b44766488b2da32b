using System.Globalization;
using System.Xml.Linq;
using DenseNetworks;
using Mnist.Cli.Commands;
using Mnist.Cli.Report.Markup;

namespace Mnist.Cli.Report.Sections;

/// <summary>The section about the network and its training, as far as its file has it.</summary>
internal static class RecipeSection
{
    private static readonly string[] Headings = ["Layer", "Inputs", "Outputs", "Parameters", "Activation"];

    public static XElement Create(ReportSubject subject)
    {
        var (network, history) = (subject.Classifier.Network, subject.Classifier.History);
        return Html.Section("recipe", "Network and recipe",
            Html.Facts([
                ("Layers", string.Join(" – ", [network.InputSize, .. network.Layers.Select(layer => layer.OutputSize)])),
                ("Parameters", Figures.Count(network.ParameterCount)),
                ("Temperature", network.Temperature == 1 ? "1, without effect" : Figures.Short(network.Temperature)),
                ("Threshold of IsDigit", network.RejectionThreshold is { } threshold ? Figures.Short(threshold) : "none"),
                ("Background class", network.HasBackgroundClass ? "yes: it was also trained on images that are not " +
                    "digits" : "no"),
                .. history is { Epochs: [_, ..] } ? Training(history) : [("Training", (object)"not in the file")],
            ]),
            Html.Table("numbers", "Layers of the network",
                Headings.Select(heading => Html.ColumnHeading(heading)),
                network.Layers.Index().Select(layer => Row(layer.Index, layer.Item, layer.Index == network.Layers.Count - 1))));
    }

    private static IEnumerable<(string Name, object Value)> Training(TrainingHistory history)
    {
        var (first, last) = (history.Epochs[0], history.Epochs[^1]);
        var time = history.Epochs.Aggregate(TimeSpan.Zero, (sum, epoch) => sum + epoch.Duration);
        yield return ("Epochs", history.Epochs.Count == last.EpochCount
            ? Figures.Count(last.EpochCount)
            : $"{Figures.Count(history.Epochs.Count)} of {Figures.Count(last.EpochCount)}");
        yield return ("Batch size", history.BatchSize is { } size ? Figures.Count(size) : "not in the file");
        yield return ("Seed", history.Seed?.ToString(CultureInfo.InvariantCulture) ?? "not in the file");
        yield return ("Weights of epoch", Figures.Count(history.BestEpoch));
        yield return ("Learning rate at the end of an epoch",
            $"{Figures.Short(first.LearningRate)} in the first, {Figures.Short(last.LearningRate)} in the last, at most " +
            Figures.Short(history.Epochs.Max(epoch => epoch.LearningRate)));
        yield return ("Training time", Figures.Duration(time));
        yield return ("Trained by", BackendOption.NameOf(history.Backend) ?? "not in the file");
    }

    private static XElement Row(int index, DenseLayer layer, bool isLast) => Html.Row($"{index + 1}",
        Figures.Count(layer.InputSize),
        Figures.Count(layer.OutputSize),
        Figures.Count(layer.Weights.Length + layer.Biases.Length),
        isLast ? "softmax" : "relu");
}
