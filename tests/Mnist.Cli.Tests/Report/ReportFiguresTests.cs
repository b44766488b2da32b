using System.Globalization;
using System.Xml.Linq;
using Mnist.Classifier;
using Mnist.Digits;
using StbImageSharp;
using static Mnist.Cli.Tests.Report.Reports;

namespace Mnist.Cli.Tests.Report;

public sealed class ReportFiguresTests
{
    private static readonly MnistClassifier Model = HastyModel;
    private static readonly XElement Page = Render(Subject());

    private static readonly (int Image, int Label, DigitPrediction Prediction)[] Predictions =
    [
        .. Enumerable.Range(0, Reports.Digits.Count).Select(image =>
            (image, Reports.Digits.GetLabel(image), Model.Predict(Reports.Digits.GetPixels(image)))),
    ];

    [Fact]
    public void The_header_agrees_with_the_classifier()
    {
        var (metrics, calibration) = (Model.Evaluate(Reports.Digits), Model.EvaluateCalibration(Reports.Digits));

        Page.Card("Accuracy").Should().Be(Percent(metrics.MicroAccuracy));
        Page.Card("Macro accuracy").Should().Be(Percent(metrics.MacroAccuracy));
        Page.Card("Log loss").Should().Be(metrics.LogLoss.ToString("F4", CultureInfo.InvariantCulture));
        Page.Card("Calibration error").Should().Be(Percent(calibration.ExpectedCalibrationError));
        Page.Card("Accepted as digits").Should().Be(Percent(Predictions.Average(one => one.Prediction.IsDigit ? 1.0 : 0)));
        Page.Card("Images").Should().Be("600");
    }

    [Fact]
    public void Images_without_a_label_change_only_what_is_said_of_IsDigit()
    {
        var others = LabeledImages.GenerateNonDigits(50);

        var page = Render(Subject(images: others.Concat(Reports.Digits)));

        string[] names = ["Accuracy", "Macro accuracy", "Log loss", "Calibration error", "Accepted as digits", "Images"];
        names.Select(page.Card).Should().Equal(names.Select(Page.Card));
        var taken = Enumerable.Range(0, others.Count)
            .Average(image => Model.Predict(others.GetPixels(image)).IsDigit ? 1.0 : 0);
        Plain(page.OfClass("figures").Single().Value).Should().Contain($"of those without a label, {Percent(taken)}")
            .And.Contain("with a label; 50 without one");
        page.Cells("confusion").Should().BeEquivalentTo(Page.Cells("confusion"), options => options.WithStrictOrdering());
    }

    [Fact]
    public void The_confusion_matrix_counts_each_image_once()
    {
        var cells = Page.Cells("confusion");

        cells.Select(row => row[0]).Should().Equal(Enumerable.Range(0, 10).Select(digit => $"is {digit}"));
        cells.Select(row => row[1..].Select(int.Parse).ToArray()).Should().BeEquivalentTo(
            Enumerable.Range(0, 10).Select(label => Enumerable.Range(0, 10)
                .Select(predicted => Predictions.Count(one => (one.Label, one.Prediction.Digit) == (label, predicted)))
                .ToArray()),
            options => options.WithStrictOrdering());
    }

    [Fact]
    public void Precision_and_recall_are_those_of_the_evaluator()
    {
        var matrix = Model.Evaluate(Reports.Digits).ConfusionMatrix;
        var cells = Page.Cells("digits");

        cells[..10].Select(row => row[1]).Should().Equal(matrix.PerClassPrecision.Select(share => Percent(share)));
        cells[..10].Select(row => row[2]).Should().Equal(matrix.PerClassRecall.Select(share => Percent(share)));
        cells[..10].Select(row => row[3]).Should().Equal(matrix.PerClassPrecision.Zip(matrix.PerClassRecall,
            (precision, recall) => Percent(recall == 0 ? 0 : 2 * precision * recall / (precision + recall))));
        cells[..10].Select(row => row[4]).Should().Equal(matrix.Counts.Select(row => $"{row.Sum()}"));
        cells[10].Should().Equal("Mean", Percent(matrix.PerClassPrecision.Average()), Page.Card("Macro accuracy"),
            cells[10][3], "600");
    }

    [Fact]
    public void A_digit_without_images_has_dashes_and_is_not_part_of_the_means()
    {
        var images = Reports.Digits.Where(index => Reports.Digits.GetLabel(index) != 7);

        var page = Render(Subject(images: images));

        page.ById("digits").Value.Should().Contain("There is no image of 7:");
        page.Cells("digits")[7][2].Should().Be("–");
        page.Cells("digits")[10][2].Should().Be(Percent(Model.Evaluate(images).MacroAccuracy));
    }

    [Fact]
    public void The_bins_are_those_of_the_calibration()
    {
        var bins = Model.EvaluateCalibration(Reports.Digits).Bins.Where(bin => bin.Count > 0).ToList();
        var cells = Page.Cells("calibration");

        cells.Select(row => row[1]).Should().Equal(bins.Select(bin => $"{bin.Count}"));
        cells.Select(row => row[2]).Should().Equal(bins.Select(bin => Percent(bin.MeanConfidence)));
        cells.Select(row => row[3]).Should().Equal(bins.Select(bin => Percent(bin.Accuracy)));
        Page.ById("calibration").OfClass("chart").Select(chart => chart.Elements("rect").Count()).Should().Equal(
            bins.Count(bin => bin.Accuracy > 0), bins.Count);
    }

    [Fact]
    public void The_mistakes_shown_are_the_most_confident_ones()
    {
        var expected = Predictions.Where(one => one.Label != one.Prediction.Digit)
            .OrderByDescending(one => one.Prediction.Confidence).Take(24).ToList();

        var pictures = Page.ById("mistakes").Descendants("img").ToList();

        pictures.Select(picture => Plain(picture.Attribute("alt")!.Value)).Should().Equal(expected.Select(one =>
            $"{Spoken(one.Label)}, classified as {Spoken(one.Prediction.Digit)} with {Percent(one.Prediction.Confidence, 1)}"));
        foreach (var (picture, one) in pictures.Zip(expected))
        {
            var ink = Decode(picture, ColorComponents.Grey).Data.Select(grey => (byte)(255 - grey));
            ink.SequenceEqual(Reports.Digits.GetPixels(one.Image).ToArray()).Should()
                .BeTrue("picture {0} shows the image", one.Image);
        }
    }

    [Fact]
    public void Each_mistake_has_its_ten_probabilities()
    {
        var first = Page.ById("mistakes").Descendants("figure").First();
        var image = int.Parse(first.OfClass("number").Single().Value[1..], CultureInfo.InvariantCulture);
        var probabilities = Predictions[image].Prediction.Probabilities;

        var bars = first.OfClass("bars").Single().Elements("rect").ToList();

        bars.Select(bar => double.Parse(bar.Attribute("height")!.Value, CultureInfo.InvariantCulture)).Should().Equal(
            probabilities.Select(probability => Math.Max(1, 40.0 * probability)),
            (height, expected) => Math.Abs(height - expected) < 0.01);
        bars.Select(bar => bar.Attribute("class")!.Value).Should()
            .ContainSingle(kind => kind == "taken").And.ContainSingle(kind => kind == "true");
    }

    [Fact]
    public void Every_unit_of_the_first_layer_is_a_picture_in_the_order_of_norms()
    {
        var layer = Model.Network.Layers[0];
        var largest = Enumerable.Range(0, layer.OutputSize).MaxBy(unit => Enumerable.Range(0, layer.InputSize)
            .Sum(input => Math.Pow(layer.Weights[(input * layer.OutputSize) + unit], 2)));

        var figures = Page.ById("weights").Descendants("figure").ToList();

        figures.Should().HaveCount(16);
        figures[0].Element("figcaption")!.Value.Should().Be($"unit {largest}");
        var pixels = Decode(figures[0].Element("img")!, ColorComponents.RedGreenBlueAlpha).Data;
        var isOrange = Enumerable.Range(0, layer.InputSize).Select(input => pixels[4 * input] > pixels[(4 * input) + 2]);
        isOrange.Should().Equal(Enumerable.Range(0, layer.InputSize)
            .Select(input => layer.Weights[(input * layer.OutputSize) + largest] >= 0));
    }

    [Fact]
    public void The_units_of_a_single_layer_are_digits()
    {
        var page = Render(Subject(LinearModel));

        page.ById("weights").Descendants("figcaption").Select(name => name.Value).Should().BeEquivalentTo(
            ["no digit", .. Enumerable.Range(0, 10).Select(digit => $"digit {digit}")]);
    }

    [Fact]
    public void Images_that_are_no_squares_have_no_pictures_of_weights()
    {
        var flat = new LabeledImages(
            Reports.Digits.GetPixels(0).ToArray(), new byte[] { 4 }, height: 14, width: 56, classCount: 10);

        Render(Subject(images: flat)).ById("weights").Value.Should().Contain("They are no pictures");
    }

    private static string Spoken(int digit) => digit == 8 ? "an 8" : $"a {digit}";

    private static ImageResult Decode(XElement picture, ColorComponents components) => ImageResult.FromMemory(
        Convert.FromBase64String(picture.Attribute("src")!.Value["data:image/png;base64,".Length..]), components);
}
