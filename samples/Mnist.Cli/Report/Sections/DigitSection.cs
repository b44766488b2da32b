using System.Xml.Linq;
using Mnist.Cli.Metrics;
using Mnist.Cli.Report.Markup;

namespace Mnist.Cli.Report.Sections;

/// <summary>The section with the metrics of each digit.</summary>
internal static class DigitSection
{
    private static readonly string[] Headings = ["Digit", "Precision", "Recall", "F1", "Images"];

    public static XElement Create(ModelEvaluation evaluation)
    {
        var confusion = evaluation.Confusion;
        var missing = ConfusionMatrix.Digits.Where(digit => confusion.ImagesOf(digit) == 0).ToList();
        return Html.Section("digits", "Digit by digit",
            Html.Paragraph(
                "Precision: the fraction of the predictions of the digit that are correct. Recall: the fraction of the " +
                "images of the digit that were classified correctly. F1: their harmonic mean."),
            missing.Count == 0 ? null : Html.Paragraph(
                $"There is no image of {string.Join(", ", missing)}: their metrics are dashes, and are not part of " +
                "the means."),
            Html.Table("numbers digits", "Precision, recall, F1 and number of images of each digit",
                Headings.Select(heading => Html.ColumnHeading(heading)),
                ConfusionMatrix.Digits.Select(digit => Html.Row($"{digit}",
                    Figures.Percent(confusion.Precision(digit)),
                    Figures.Percent(confusion.Recall(digit)),
                    Figures.Percent(confusion.F1(digit)),
                    Figures.Count(confusion.ImagesOf(digit)))),
                Mean(confusion)));
    }

    private static XElement Mean(ConfusionMatrix confusion)
    {
        var digits = ConfusionMatrix.Digits.Where(digit => confusion.ImagesOf(digit) > 0).ToList();
        return Html.Row("Mean",
            Figures.Percent(digits.Average(confusion.Precision)),
            Figures.Percent(digits.Average(confusion.Recall)),
            Figures.Percent(digits.Average(confusion.F1)),
            Figures.Count(confusion.Total));
    }
}
