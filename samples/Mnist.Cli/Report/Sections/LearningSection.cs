using System.Xml.Linq;
using DenseNetworks;
using Mnist.Cli.Report.Charts;
using Mnist.Cli.Report.Markup;

namespace Mnist.Cli.Report.Sections;

/// <summary>The section with loss and accuracy by epoch.</summary>
internal static class LearningSection
{
    private const string Id = "learning";
    private const string Heading = "Learning curves";

    public static XElement Create(TrainingHistory? history)
    {
        if (history is not { Epochs: [_, ..] epochs })
        {
            return Html.Section(Id, Heading, Html.Paragraph("The file of this model does not say how it was trained."));
        }

        var isValidated = epochs.Any(epoch => epoch.ValidationLoss is not null);
        return Html.Section(Id, Heading,
            Html.Paragraph(
                "Training rows are evaluated during training: after augmentation, each with the weights before the update by " +
                "its batch. " + (isValidated
                    ? "Validation rows are evaluated at the end of each epoch, and never trained on."
                    : "No rows were held out for validation, so the curves say nothing about new images.")),
            new XElement("div", Html.Class("charts"),
                Figure("accuracy", "Accuracy", epochs, epoch => epoch.Accuracy, epoch => epoch.ValidationAccuracy,
                    values => Shares(values), value => Figures.Percent(value)),
                Figure("loss", "Loss, in nats", epochs, epoch => epoch.Loss, epoch => epoch.ValidationLoss,
                    values => Losses(values), Figures.Loss)),
            new XElement("details",
                new XElement("summary", "The figures of each epoch"),
                Table(epochs, isValidated)));
    }

    private static XElement Figure(
        string name, string title, IReadOnlyList<EpochResult> epochs, Func<EpochResult, double> training,
        Func<EpochResult, double?> validation, Func<double[], ChartAxis> axis, Func<double?, string> write)
    {
        var validated = epochs.Where(epoch => validation(epoch) is not null).ToList();
        double[] values = [.. epochs.Select(training), .. validated.Select(epoch => validation(epoch)!.Value)];
        using var chart = new Chart(
            Epochs(epochs),
            axis([.. values.Where(double.IsFinite)]) with { Title = title });
        chart.AddLine(epochs.Select(epoch => ((double)epoch.Epoch, training(epoch))), ChartInk.First, "training");
        var description =
            $"Training: from {write(training(epochs[0]))} in the first epoch to {write(training(epochs[^1]))} in the last.";
        if (validated is [var first, ..])
        {
            var points = validated.Select(epoch => ((double)epoch.Epoch, validation(epoch)!.Value));
            chart.AddLine(points, ChartInk.Second, "validation");
            description += $" Validation: from {write(validation(first))} to {write(validation(validated[^1]))}.";
        }

        return new XElement("figure", chart.ToSvg($"{Id}-{name}", $"{title}, by epoch", description));
    }

    private static ChartAxis Epochs(IReadOnlyList<EpochResult> epochs) =>
        new("epoch", epochs[0].Epoch - 0.5, epochs[^1].Epoch + 0.5, value => Figures.Count((long)Math.Round(value)))
        {
            IsWhole = true,
            Ticks = epochs.Count <= 12 ? [.. epochs.Select(epoch => (double)epoch.Epoch)] : null,
        };

    private static ChartAxis Shares(double[] values)
    {
        var (low, high) = values is [] ? (0, 1) : (values.Min(), values.Max());
        var room = Math.Max(0.1 * (high - low), 0.002);
        return new ChartAxis("", Math.Max(0, low - room), Math.Min(1, high + room),
            value => FormattableString.Invariant($"{100 * value:0.##}\u00A0%"));
    }

    private static ChartAxis Losses(double[] values)
    {
        var high = values is [] ? 1 : values.Max();
        return new ChartAxis("", 0, Math.Max(1.1 * high, 1e-6), Figures.Short);
    }

    private static XElement Table(IReadOnlyList<EpochResult> epochs, bool isValidated)
    {
        string[] validation = isValidated ? ["Validation loss", "Validation accuracy"] : [];
        string[] headings = ["Epoch", "Loss", "Accuracy", .. validation, "Final learning rate", "Time"];
        return Html.Table("numbers", "Loss in nats, accuracy and learning rate of each epoch",
            headings.Select(heading => Html.ColumnHeading(heading)),
            epochs.Select(epoch => Html.Row(Figures.Count(epoch.Epoch), [
                Figures.Loss(epoch.Loss),
                Figures.Percent(epoch.Accuracy),
                .. isValidated
                    ? (string[])[Figures.Loss(epoch.ValidationLoss), Figures.Percent(epoch.ValidationAccuracy)]
                    : [],
                Figures.Short(epoch.LearningRate),
                Figures.Duration(epoch.Duration)])));
    }
}
