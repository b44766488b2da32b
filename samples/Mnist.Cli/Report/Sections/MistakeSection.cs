using System.Globalization;
using System.Xml.Linq;
using Mnist.Classifier;
using Mnist.Cli.Judging;
using Mnist.Cli.Report.Markup;
using Mnist.Cli.Report.Pictures;

namespace Mnist.Cli.Report.Sections;

/// <summary>The mistakes that the model was surest of, as pictures.</summary>
internal static class MistakeSection
{
    private const int BarWidth = 9;
    private const int BarStep = 12;
    private const int BarHeight = 40;
    private const int LabelHeight = 14;

    public static XElement Create(Judgement judgement)
    {
        var (shown, all) = (judgement.Mistakes.Count, judgement.DigitCount - judgement.Confusion.Right);
        if (all == 0)
        {
            return Html.Section("mistakes", "Mistakes", Html.Paragraph("There is none."));
        }

        var which = all > shown
            ? $"The {Figures.Count(shown)} of {Figures.Count(all)} mistakes that the model was surest of."
            : $"All mistakes, those that the model was surest of first: {Figures.Count(all)}.";
        return Html.Section("mistakes", "Most confident mistakes",
            Html.Paragraph(
                $"{which} The bars are the ten probabilities: orange for the digit it was taken for, blue for the one it is. " +
                "# is the image’s number in the set, from 0."),
            new XElement("ul", Html.Class("mistakes"),
                judgement.Mistakes.Select(mistake => new XElement("li", Card(mistake, judgement.Images)))));
    }

    private static XElement Card(Mistake mistake, LabeledImages images)
    {
        var prediction = mistake.Prediction;
        var confidence = Figures.Percent(prediction.Confidence, 1);
        return new XElement("figure",
            new XElement("img", Html.Class("digit"),
                new XAttribute("src", PngImage.OfInk(images.GetPixels(mistake.Image), images.Width)),
                new XAttribute("width", images.Width),
                new XAttribute("height", images.Height),
                new XAttribute("alt",
                    $"{Figures.Article(mistake.Label)}, taken for {Figures.Article(prediction.Digit)} with {confidence}")),
            new XElement("figcaption",
                new XElement("strong", $"{mistake.Label} → {prediction.Digit}"),
                new XElement("span", confidence),
                new XElement("span", Html.Class("number"), $"#{mistake.Image.ToString(CultureInfo.InvariantCulture)}")),
            Bars(mistake));
    }

    private static XElement Bars(Mistake mistake)
    {
        var probabilities = mistake.Prediction.Probabilities;
        var spoken = probabilities.Index().Select(digit => $"{digit.Index}: {Figures.Percent(digit.Item, 1)}");
        return new XElement("svg", Html.Class("bars"),
            new XAttribute("viewBox", $"0 0 {BarStep * probabilities.Length} {BarHeight + LabelHeight}"),
            new XAttribute("role", "img"),
            new XAttribute("aria-label", $"Probabilities: {string.Join(", ", spoken)}"),
            probabilities.Index().SelectMany(digit => Bar(digit.Index, digit.Item, mistake)));
    }

    private static IEnumerable<XElement> Bar(int digit, float probability, Mistake mistake)
    {
        var kind = digit == mistake.Prediction.Digit ? "taken" : digit == mistake.Label ? "true" : "other";
        var height = Math.Max(1, BarHeight * probability);
        var left = (digit * BarStep) + ((BarStep - BarWidth) / 2.0);
        yield return new XElement("rect", Html.Class(kind),
            new XAttribute("x", Invariant(left)),
            new XAttribute("y", Invariant(BarHeight - height)),
            new XAttribute("width", BarWidth),
            new XAttribute("height", Invariant(height)));
        yield return new XElement("text", Html.Class(kind),
            new XAttribute("x", Invariant((digit + 0.5) * BarStep)),
            new XAttribute("y", BarHeight + LabelHeight - 3),
            new XAttribute("text-anchor", "middle"),
            $"{digit}");
    }

    private static string Invariant(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
