using System.Globalization;
using System.Xml.Linq;
using DenseNetworks.ML;
using Microsoft.ML;
using Mnist.Classifier;
using Mnist.Cli.Report;

namespace Mnist.Cli.Tests.Report;

/// <summary>Models, images and reports that the tests of this folder share.</summary>
internal static class Reports
{
    private static readonly Lazy<MnistClassifier> Hasty = new(() => MnistClassifier.Train(
        MnistDataset.Generate(trainCount: 400, testCount: 10),
        TrainingRecipe.Tutorial with { HiddenLayers = [16], Epochs = 3, ValidationFraction = 0.2 },
        new MLContext(seed: 1)));

    private static readonly Lazy<MnistClassifier> Linear = new(() => MnistClassifier.Train(
        MnistDataset.Generate(trainCount: 200, testCount: 10),
        TrainingRecipe.Tutorial with { HiddenLayers = [], Epochs = 1, BackgroundClass = true },
        new MLContext(seed: 1)));

    /// <summary>Gets a model that was trained for a moment, with validation, and makes many mistakes.</summary>
    public static MnistClassifier HastyModel => Hasty.Value;

    /// <summary>Gets a model of one layer that was trained for one epoch.</summary>
    public static MnistClassifier LinearModel => Linear.Value;

    public static LabeledImages Digits { get; } = MnistDataset.Generate(trainCount: 10, testCount: 600, seed: 3).Test;

    public static ReportSubject Subject(MnistClassifier? model = null, LabeledImages? images = null) => new()
    {
        ModelName = "digits.zip",
        Classifier = model ?? HastyModel,
        Images = images ?? Digits,
        DataSource = "generated digits, the test images",
        Time = new DateTimeOffset(2026, 2, 3, 14, 5, 6, TimeSpan.FromHours(1)),
    };

    /// <summary>Renders a report and reads it back as XML, which fails where it is not well-formed.</summary>
    public static XElement Render(ReportSubject subject) => XDocument.Parse(ReportPage.Render(subject)).Root!;

    public static XElement ById(this XElement page, string id) =>
        page.Descendants().Single(element => element.Attribute("id")?.Value == id);

    public static IEnumerable<XElement> OfClass(this XElement element, string name) =>
        element.Descendants().Where(part => part.Attribute("class")?.Value.Split(' ').Contains(name) == true);

    /// <summary>Gets the cells of a section's first table, row by row, without its headings of columns.</summary>
    public static string[][] Cells(this XElement page, string section) =>
    [
        .. page.ById(section).Descendants("table").First().Descendants("tr").Skip(1).Select(row =>
            row.Elements().Select(cell => Plain(cell.Value)).ToArray()),
    ];

    /// <summary>Gets what stands beneath a name at the top of the page.</summary>
    public static string Card(this XElement page, string name) => Plain(page.OfClass("figures").Single().Elements()
        .Single(card => card.Element("dt")!.Value == name).OfClass("value").Single().Value);

    public static string Percent(double share, int decimals = 2) =>
        (100 * share).ToString($"F{decimals}", CultureInfo.InvariantCulture) + " %";

    public static string Plain(string text) => text.Replace('\u00A0', ' ');
}
