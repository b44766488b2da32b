using System.Xml.Linq;
using Mnist.Cli.Metrics;
using Mnist.Cli.Report.Markup;

namespace Mnist.Cli.Report.Sections;

/// <summary>How well each digit is recognised.</summary>
internal static class DigitSection
{
    private static readonly string[] Headings = ["Digit", "Precision", "Recall", "F1", "Images"];

    public static XElement Create(ModelEvaluation evaluation)
    {
        var confusion = evaluation.Confusion;
        var missing = ConfusionMatrix.Digits.Where(digit => confusion.ImagesOf(digit) == 0).ToList();
        return Html.Section("digits", "Digit by digit",
            Html.Paragraph(
                "Precision: of what was taken for the digit, the share that is it. Recall: of the digit’s images, the share " +
                "that was found. F1: their harmonic mean."),
            missing.Count == 0 ? null : Html.Paragraph(
                $"There is no image of {string.Join(", ", missing)}: a dash stands where nothing can be said, and the means " +
                "leave such digits out."),
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
