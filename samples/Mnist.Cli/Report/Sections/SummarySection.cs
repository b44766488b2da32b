using System.Globalization;
using System.Xml.Linq;
using Mnist.Cli.Metrics;
using Mnist.Cli.Report.Markup;

namespace Mnist.Cli.Report.Sections;

/// <summary>The top of the page: the model and the images, the main figures, and links to the others.</summary>
internal static class SummarySection
{
    public static XElement Create(ReportSubject subject, ModelEvaluation evaluation, IReadOnlyList<XElement> sections) =>
        new("header",
        new XElement("h1", "Report of ", Html.Isolated(subject.ModelName)),
        new XElement("p", Html.Class("source"), "Evaluated on ", Html.Isolated(subject.DataSource), ", ",
            new XElement("time",
                new XAttribute("datetime", subject.Time.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture)),
                subject.Time.ToString("d MMMM yyyy", CultureInfo.InvariantCulture))),
        subject.Warning is { } warning ? new XElement("p", Html.Class("source"), warning) : null,
        new XElement("dl", Html.Class("figures"), Cards(subject, evaluation)),
        new XElement("nav", new XAttribute("aria-label", "Sections"),
            new XElement("ul", sections.Select(section => new XElement("li", LinkTo(section))))));

    private static XElement LinkTo(XElement section) => new("a",
        new XAttribute("href", $"#{section.Attribute("id")!.Value}"), section.Element("h2")!.Value);

    private static IEnumerable<XElement> Cards(ReportSubject subject, ModelEvaluation evaluation)
    {
        var (metrics, calibration) = (evaluation.Metrics, evaluation.Calibration);
        var wrong = evaluation.DigitCount - evaluation.Confusion.Correct;
        var (low, high) = WilsonInterval.Of(evaluation.Confusion.Correct, evaluation.DigitCount);
        yield return Card("Accuracy", Figures.Percent(metrics.MicroAccuracy),
            $"{Figures.Count(wrong)} wrong; 95\u00A0% interval: {Figures.Percent(low)} to {Figures.Percent(high)}");
        yield return Card("Macro accuracy", Figures.Percent(metrics.MacroAccuracy),
            "the mean of the digits’ shares, each digit counting alike");
        yield return Card("Log loss", Figures.Loss(metrics.LogLoss), "nats; 0 is best");
        yield return Card("Calibration error", Figures.Percent(calibration.ExpectedCalibrationError),
            $"ECE, {calibration.Bins.Count} bins; mean confidence {Figures.Percent(calibration.MeanConfidence)}");
        yield return Card("Accepted as digits", Figures.Percent((double)evaluation.DigitsKept / evaluation.DigitCount),
            Kept(subject, evaluation));
        yield return Card("Images", Figures.Count(evaluation.DigitCount), evaluation.OtherCount == 0
            ? "each with a label"
            : $"with a label; {Figures.Count(evaluation.OtherCount)} without one, for IsDigit only");
    }

    private static string Kept(ReportSubject subject, ModelEvaluation evaluation)
    {
        if (subject.Classifier.Network.RejectionThreshold is null)
        {
            return "the model has no threshold, so IsDigit keeps all";
        }

        var others = evaluation.OtherCount == 0 ? "" :
            $"; of those without a label, {Figures.Percent((double)evaluation.OthersTaken / evaluation.OtherCount)}";
        return $"by IsDigit{others}";
    }

    private static XElement Card(string name, string value, string note) => new("div",
        new XElement("dt", name),
        new XElement("dd", Html.Class("value"), value),
        new XElement("dd", Html.Class("note"), note));
}
