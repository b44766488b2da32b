using System.Globalization;
using System.Xml.Linq;
using Mnist.Classifier;
using Mnist.Cli.Judging;
using Mnist.Cli.Report.Markup;
using Mnist.Cli.Report.Pictures;

namespace Mnist.Cli.Report.Sections;

/// <summary>Images as the network saw them, with what they were taken for and the ten probabilities.</summary>
internal static class DigitCards
{
    private const int BarWidth = 9;
    private const int BarStep = 12;
    private const int BarHeight = 40;
    private const int LabelHeight = 14;

    public static XElement Create(IReadOnlyList<JudgedImage> judged, LabeledImages images) =>
        new("ul", Html.Class("cards"), judged.Select(image => new XElement("li", Card(image, images))));

    private static XElement Card(JudgedImage judged, LabeledImages images)
    {
        var prediction = judged.Prediction;
        var confidence = Figures.Percent(prediction.Confidence, 1);
        return new XElement("figure",
            new XElement("img", Html.Class("digit"),
                new XAttribute("src", PngImage.OfInk(images.GetPixels(judged.Image), images.Width)),
                new XAttribute("width", images.Width),
                new XAttribute("height", images.Height),
                new XAttribute("alt",
                    $"{Figures.Article(judged.Label)}, taken for {Figures.Article(prediction.Digit)} with {confidence}")),
            new XElement("figcaption",
                new XElement("strong", judged.Label == prediction.Digit ? $"{judged.Label}" : $"{judged.Label} → {prediction.Digit}"),
                new XElement("span", confidence),
                new XElement("span", Html.Class("number"), $"#{judged.Image.ToString(CultureInfo.InvariantCulture)}")),
            Bars(judged));
    }

    private static XElement Bars(JudgedImage judged)
    {
        var probabilities = judged.Prediction.Probabilities;
        var spoken = probabilities.Index().Select(digit => $"{digit.Index}: {Figures.Percent(digit.Item, 1)}");
        return new XElement("svg", Html.Class("bars"),
            new XAttribute("viewBox", $"0 0 {BarStep * probabilities.Length} {BarHeight + LabelHeight}"),
            new XAttribute("role", "img"),
            new XAttribute("aria-label", $"Probabilities: {string.Join(", ", spoken)}"),
            probabilities.Index().SelectMany(digit => Bar(digit.Index, digit.Item, judged)));
    }

    private static IEnumerable<XElement> Bar(int digit, float probability, JudgedImage judged)
    {
        var kind = digit == judged.Label ? "true" : digit == judged.Prediction.Digit ? "taken" : "other";
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
