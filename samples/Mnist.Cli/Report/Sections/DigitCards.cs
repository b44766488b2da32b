using System.Globalization;
using System.Xml.Linq;
using Mnist.Classifier;
using Mnist.Cli.Metrics;
using Mnist.Cli.Report.Markup;
using Mnist.Cli.Report.Pictures;

namespace Mnist.Cli.Report.Sections;

/// <summary>Images as the network saw them, with their predictions and the ten probabilities.</summary>
internal static class DigitCards
{
    private const int BarWidth = 9;
    private const int BarStep = 12;
    private const int BarHeight = 40;
    private const int LabelHeight = 14;

    public static XElement Create(IReadOnlyList<ClassifiedImage> classified, LabeledImages images) =>
        new("ul", Html.Class("cards"), classified.Select(image => new XElement("li", Card(image, images))));

    private static XElement Card(ClassifiedImage classified, LabeledImages images)
    {
        var prediction = classified.Prediction;
        var confidence = Figures.Percent(prediction.Confidence, 1);
        return new XElement("figure",
            new XElement("img", Html.Class("digit"),
                new XAttribute("src", PngImage.OfInk(images.GetPixels(classified.Image), images.Width)),
                new XAttribute("width", images.Width),
                new XAttribute("height", images.Height),
                new XAttribute("alt",
                    $"{Figures.Article(classified.Label)}, classified as {Figures.Article(prediction.Digit)} with " +
                    $"{confidence}")),
            new XElement("figcaption",
                new XElement("strong", classified.Label == prediction.Digit
                    ? $"{classified.Label}"
                    : $"{classified.Label} → {prediction.Digit}"),
                new XElement("span", confidence),
                new XElement("span", Html.Class("number"), $"#{classified.Image.ToString(CultureInfo.InvariantCulture)}")),
            Bars(classified));
    }

    private static XElement Bars(ClassifiedImage classified)
    {
        var probabilities = classified.Prediction.Probabilities;
        var spoken = probabilities.Index().Select(digit => $"{digit.Index}: {Figures.Percent(digit.Item, 1)}");
        return new XElement("svg", Html.Class("bars"),
            new XAttribute("viewBox", $"0 0 {BarStep * probabilities.Length} {BarHeight + LabelHeight}"),
            new XAttribute("role", "img"),
            new XAttribute("aria-label", $"Probabilities: {string.Join(", ", spoken)}"),
            probabilities.Index().SelectMany(digit => Bar(digit.Index, digit.Item, classified)));
    }

    private static IEnumerable<XElement> Bar(int digit, float probability, ClassifiedImage classified)
    {
        var kind = digit == classified.Label ? "true" : digit == classified.Prediction.Digit ? "taken" : "other";
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
