using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using DenseNetworks.IO;
using Mnist.Cli.Metrics;
using Mnist.Cli.Output;
using Mnist.Cli.Report.Markup;
using Mnist.Cli.Report.Sections;

namespace Mnist.Cli.Report;

/// <summary>
/// The evaluation of a model as one HTML file without other resources or scripts, which is also well-formed XML.
/// </summary>
internal static class ReportPage
{
    private const string StyleResource = "Mnist.Cli.Report.report.css";

    /// <summary>Writes the report. An existing file is replaced only by a complete new one.</summary>
    /// <exception cref="ArgumentException">The images are not of digits, or none has a label.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, ReportSubject subject)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var html = Encoding.UTF8.GetBytes(Render(subject));
        AtomicFile.Write(path, stream => stream.Write(html));
    }

    /// <summary>Creates the text of the report: on one machine, always the same for the same subject.</summary>
    /// <exception cref="ArgumentException">The images are not of digits, or none has a label.</exception>
    public static string Render(ReportSubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var evaluation = ModelEvaluation.Of(subject.Classifier, subject.Images);
        XElement[] sections =
        [
            LearningSection.Create(subject.Classifier.History),
            ConfusionSection.Create(evaluation),
            DigitSection.Create(evaluation),
            CalibrationSection.Create(evaluation.Calibration),
            CorrectSection.Create(evaluation),
            MistakeSection.Create(evaluation),
            WeightSection.Create(subject.Classifier.Network, subject.Images),
            RecipeSection.Create(subject),
            EnvironmentSection.Create(subject),
        ];
        var page = new XElement("html", new XAttribute("lang", "en"),
            CreateHead(subject),
            new XElement("body",
                SummarySection.Create(subject, evaluation, sections),
                new XElement("main", sections)));
        return "<!DOCTYPE html>\n" + HtmlWriter.Write(page);
    }

    private static XElement CreateHead(ReportSubject subject)
    {
        var style = ReadStyle();
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        return new XElement("head",
            new XElement("meta", new XAttribute("charset", "utf-8")),
            // Nothing may be fetched or run, whatever an untrusted name contains, and only this style is used.
            new XElement("meta", new XAttribute("http-equiv", "Content-Security-Policy"), new XAttribute("content",
                $"default-src 'none'; img-src data:; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")),
            new XElement("meta", new XAttribute("name", "viewport"),
                new XAttribute("content", "width=device-width, initial-scale=1")),
            new XElement("meta", new XAttribute("name", "color-scheme"), new XAttribute("content", "light dark")),
            new XElement("meta", new XAttribute("name", "referrer"), new XAttribute("content", "no-referrer")),
            new XElement("title", $"Report of {subject.ModelName}"),
            new XElement("style", style));
    }

    private static string ReadStyle()
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream(StyleResource)!;
        using var reader = new StreamReader(stream);
        // Browsers hash the text after normalizing line ends.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
