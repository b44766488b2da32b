using System.Xml.Linq;
using Mnist.Cli.Metrics;
using Mnist.Cli.Report.Markup;

namespace Mnist.Cli.Report.Sections;

/// <summary>The section with the confusion matrix.</summary>
internal static class ConfusionSection
{
    private const int ShadeCount = 5;
    private const int NamedErrors = 5;

    // With so many images of a digit, the table of counts is too wide for a phone.
    private const int Large = 10_000;

    // The fractions of the images of a digit from which an error has the next shade: a few in a thousand should be visible.
    private static readonly double[] ErrorSteps = [0.002, 0.005, 0.02, 0.1];

    public static XElement Create(ModelEvaluation evaluation)
    {
        var confusion = evaluation.Confusion;
        var kind = ConfusionMatrix.Digits.Any(digit => confusion.ImagesOf(digit) >= Large) ? "confusion large" : "confusion";
        return Html.Section("confusion", "Confusion matrix",
            Html.Paragraph(Describe(confusion)),
            Html.Table(kind, "Number of images of each digit (rows) by prediction (columns)",
                [
                    new XElement("td", Html.Class("corner"), "is"),
                    .. ConfusionMatrix.Digits.Select(digit => Html.ColumnHeading(Html.Spoken("classified as "), $"{digit}")),
                ],
                ConfusionMatrix.Digits.Select(label => new XElement("tr",
                    Html.RowHeading(Html.Spoken("is "), $"{label}"),
                    ConfusionMatrix.Digits.Select(predicted => Cell(confusion, label, predicted))))),
            new XElement("p", Html.Class("note"),
                "Shaded by the fraction of the images in the row: blue for correct, orange for wrong. Blank cells are 0."));
    }

    private static string Describe(ConfusionMatrix confusion)
    {
        var errors = confusion.Errors().Take(NamedErrors).Select(error =>
            $"{error.Label} as {error.Predicted} " +
            $"({Figures.Count(error.Count)} of {Figures.Count(confusion.ImagesOf(error.Label))})");
        return confusion.Errors().Any()
            ? $"Most frequent errors: {string.Join(", ", errors)}."
            : "Every image was classified correctly.";
    }

    private static XElement Cell(ConfusionMatrix confusion, int label, int predicted)
    {
        var (count, images) = (confusion[label, predicted], confusion.ImagesOf(label));
        if (count == 0)
        {
            return new XElement("td", Html.Class("zero"), Html.Spoken("0"));
        }

        var share = (double)count / images;
        var kind = label == predicted ? $"right-{RightShade(share)}" : $"wrong-{ErrorShade(share)}";
        return new XElement("td", Html.Class(kind),
            new XAttribute("title",
                $"{label} classified as {predicted}: {Figures.Count(count)} of {Figures.Count(images)}, " +
                $"{Figures.Percent(share)}"),
            Figures.Count(count));
    }

    private static int RightShade(double share) => Math.Clamp((int)Math.Ceiling(share * ShadeCount), 1, ShadeCount);

    private static int ErrorShade(double share) => 1 + ErrorSteps.Count(step => share >= step);
}
