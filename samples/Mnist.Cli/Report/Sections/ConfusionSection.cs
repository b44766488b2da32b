using System.Xml.Linq;
using Mnist.Cli.Metrics;
using Mnist.Cli.Report.Markup;

namespace Mnist.Cli.Report.Sections;

/// <summary>Which digits were taken for which.</summary>
internal static class ConfusionSection
{
    private const int ShadeCount = 5;
    private const int NamedErrors = 5;

    // From so many images of a digit on, the table of counts is too wide for a phone.
    private const int Large = 10_000;

    // From which share of a digit's images on an error has the next shade: a few in a thousand should be seen already.
    private static readonly double[] ErrorSteps = [0.002, 0.005, 0.02, 0.1];

    public static XElement Create(ModelEvaluation evaluation)
    {
        var confusion = evaluation.Confusion;
        var kind = ConfusionMatrix.Digits.Any(digit => confusion.ImagesOf(digit) >= Large) ? "confusion large" : "confusion";
        return Html.Section("confusion", "Confusion matrix",
            Html.Paragraph(Describe(confusion)),
            Html.Table(kind, "How many images of each digit (rows) were taken for which digit (columns)",
                [
                    new XElement("td", Html.Class("corner"), "is"),
                    .. ConfusionMatrix.Digits.Select(digit => Html.ColumnHeading(Html.Word("taken for "), $"{digit}")),
                ],
                ConfusionMatrix.Digits.Select(label => new XElement("tr",
                    Html.RowHeading(Html.Word("is "), $"{label}"),
                    ConfusionMatrix.Digits.Select(predicted => Cell(confusion, label, predicted))))),
            new XElement("p", Html.Class("note"),
                "Shaded by the share of the row’s images: blue where right, orange where wrong. Blank cells are 0."));
    }

    private static string Describe(ConfusionMatrix confusion)
    {
        var errors = confusion.Errors().Take(NamedErrors).Select(error =>
            $"{error.Label} for {error.Predicted} " +
            $"({Figures.Count(error.Count)} of {Figures.Count(confusion.ImagesOf(error.Label))})");
        return confusion.Errors().Any()
            ? $"Most often taken for another: {string.Join(", ", errors)}."
            : "Every image was taken for the digit that it is.";
    }

    private static XElement Cell(ConfusionMatrix confusion, int label, int predicted)
    {
        var (count, images) = (confusion[label, predicted], confusion.ImagesOf(label));
        if (count == 0)
        {
            return new XElement("td", Html.Class("zero"), Html.Word("0"));
        }

        var share = (double)count / images;
        var kind = label == predicted ? $"right-{RightShade(share)}" : $"wrong-{ErrorShade(share)}";
        return new XElement("td", Html.Class(kind),
            new XAttribute("title",
                $"{label} taken for {predicted}: {Figures.Count(count)} of {Figures.Count(images)}, {Figures.Percent(share)}"),
            Figures.Count(count));
    }

    private static int RightShade(double share) => Math.Clamp((int)Math.Ceiling(share * ShadeCount), 1, ShadeCount);

    private static int ErrorShade(double share) => 1 + ErrorSteps.Count(step => share >= step);
}
