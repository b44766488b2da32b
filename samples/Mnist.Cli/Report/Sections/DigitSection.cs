using System.Xml.Linq;
using Mnist.Cli.Report.Judging;
using Mnist.Cli.Report.Markup;

namespace Mnist.Cli.Report.Sections;

/// <summary>How well each digit is recognised.</summary>
internal static class DigitSection
{
    private static readonly string[] Headings = ["Digit", "Precision", "Recall", "F1", "Images"];

    public static XElement Create(Judgement judgement)
    {
        var confusion = judgement.Confusion;
        var missing = ConfusionMatrix.Digits.Where(digit => confusion.ImagesOf(digit) == 0).ToList();
        return Html.Section("digits", "Digit by digit",
            Html.Paragraph(
                "Precision: of what was taken for the digit, the share that is it. Recall: of the digit’s images, the share that was " +
                "found. F1: their harmonic mean."),
            missing.Count == 0 ? null : Html.Paragraph(
                $"There is no image of {string.Join(", ", missing)}. {Figures.None} stands where nothing can be said; means are of the others."),
            Html.Table("numbers digits", "Precision, recall, F1 and number of images of each digit",
                Headings.Select(heading => Html.ColumnHeading(heading)),
                ConfusionMatrix.Digits.Select(digit => Html.Row($"{digit}",
                    Figures.Percent(confusion.Precision(digit)),
                    Figures.Percent(confusion.Recall(digit)),
                    Figures.Percent(confusion.F1(digit)),
                    Figures.Count(confusion.ImagesOf(digit)))),
                Html.Row("Mean, and all", Mean(confusion.Precision), Mean(confusion.Recall), Mean(confusion.F1), Figures.Count(confusion.Total))));
    }

    private static string Mean(Func<int, double?> measure) => Figures.Percent(ConfusionMatrix.Digits.Average(measure));
}
