using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Mnist.Classifier;
using Mnist.Cli.Report;

namespace Mnist.Cli.Tests.Report;

public sealed class ReportPageTests
{
    private static readonly string[] Sections =
        ["learning", "confusion", "digits", "calibration", "correct", "mistakes", "weights", "recipe", "environment"];

    public static TheoryData<string> Cases =>
        ["usual", "linear", "one image", "two digits", "no mistakes", "some without label"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_report_is_well_formed_and_has_every_section(string kind)
    {
        var page = Reports.Render(SubjectOf(kind));

        page.Element("body")!.Element("main")!.Elements("section").Select(section => section.Attribute("id")!.Value)
            .Should().Equal(Sections);
        page.Descendants("section").Should().OnlyContain(section => section.Element("h2") != null);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_report_shows_NaN(string kind)
    {
        var html = ReportPage.Render(SubjectOf(kind));
        var text = XDocument.Parse(html).Root!.Element("body")!.Value;

        text.Should().NotContainAny("NaN", "∞", "Infinity");
        html.Should().NotContain("\"NaN").And.NotContain(" NaN"); // nor has a chart one
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_link_and_label_leads_to_one_place(string kind)
    {
        var page = Reports.Render(SubjectOf(kind));
        var ids = page.Descendants().Attributes("id").Select(id => id.Value).ToList();

        ids.Should().OnlyHaveUniqueItems();
        page.Descendants("a").Select(link => link.Attribute("href")!.Value[1..]).Should().BeSubsetOf(ids);
        page.Descendants().Attributes("aria-labelledby").SelectMany(label => label.Value.Split(' ')).Should().BeSubsetOf(ids);
    }

    [Fact]
    public void A_report_fetches_nothing_and_runs_nothing()
    {
        var html = ReportPage.Render(Reports.Subject());
        var page = XDocument.Parse(html).Root!;

        html.Should().NotContainAny("http:", "https:", "url(", "@import", "javascript:");
        page.Descendants().Select(element => element.Name.LocalName).Should()
            .NotContain(["script", "link", "iframe", "object", "base"]);
        var attributes = page.Descendants().Attributes().ToList();
        attributes.Where(attribute => attribute.Name.LocalName is "src" or "srcset")
            .Should().OnlyContain(attribute => attribute.Value.StartsWith("data:image/png;base64,", StringComparison.Ordinal));
        attributes.Where(attribute => attribute.Name.LocalName == "href")
            .Should().OnlyContain(attribute => attribute.Value.StartsWith('#'));
        attributes.Should().NotContain(attribute =>
            attribute.Name.LocalName == "style" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
    }

    [Fact]
    public void Its_policy_allows_its_own_style_and_no_other()
    {
        var page = Reports.Render(Reports.Subject());
        var policy = page.Descendants("meta").Single(meta => meta.Attribute("http-equiv") != null).Attribute("content")!.Value;
        var style = page.Descendants("style").Single().Value;

        policy.Should().Contain("default-src 'none'")
            .And.Contain($"style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'")
            .And.NotContain("unsafe");
    }

    [Fact]
    public void Only_void_elements_and_shapes_have_no_end_tag()
    {
        var html = ReportPage.Render(Reports.Subject());

        var closed = Regex.Matches(html, "<([a-z0-9]+)[^<>]*/>").Select(match => match.Groups[1].Value);
        closed.Distinct().Should().BeSubsetOf(["meta", "img", "path", "rect", "ellipse"]);
    }

    [Fact]
    public void Charts_have_titles_and_only_the_pages_colours()
    {
        var charts = Reports.Render(Reports.Subject()).OfClass("chart").ToList();

        charts.Should().HaveCount(4);
        charts.Elements("title").Concat(charts.Elements("desc")).Should().HaveCount(8)
            .And.OnlyContain(text => text.Value.Length > 0);
        charts.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "fill" or "stroke")
            .Should().OnlyContain(ink => ink.Value == "none" || ink.Value.StartsWith("var(--", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_series_has_a_marker_for_each_epoch()
    {
        var charts = Reports.Render(Reports.Subject()).ById("learning").OfClass("chart").ToList();

        charts.Should().HaveCount(2);
        charts.Should().OnlyContain(chart =>
            chart.Elements("ellipse").Count(marker => marker.Attribute("fill")!.Value == "var(--first)") == 3 &&
            chart.Elements("ellipse").Count(marker => marker.Attribute("fill")!.Value == "var(--second)") == 3);
    }

    [Fact]
    public void The_same_subject_gives_the_same_text_in_every_culture()
    {
        var text = ReportPage.Render(Reports.Subject());
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fa-IR");
            ReportPage.Render(Reports.Subject()).Should().Be(text);
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            ReportPage.Render(Reports.Subject()).Should().Be(text);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Images_without_labels_cannot_be_reported_on()
    {
        var render = () => ReportPage.Render(Reports.Subject(images: LabeledImages.GenerateNonDigits(3)));

        render.Should().Throw<ArgumentException>().WithMessage("None of the images has a label*Give images*");
    }

    [Fact]
    public void Images_of_other_things_cannot_be_reported_on()
    {
        var letters = new LabeledImages(new byte[784], new byte[1], height: 28, width: 28, classCount: 26);

        var render = () => ReportPage.Render(Reports.Subject(images: letters));

        render.Should().Throw<ArgumentException>().WithMessage("*784 and 26*Give images of digits*");
    }

    private static ReportSubject SubjectOf(string kind) => kind switch
    {
        "linear" => Reports.Subject(Reports.LinearModel),
        "one image" => Reports.Subject(images: Reports.Digits.Take(1)),
        "two digits" => Reports.Subject(images: Reports.Digits.Where(index => Reports.Digits.GetLabel(index) is 2 or 5)),
        "no mistakes" => Reports.Subject(
            images: Reports.Digits.Where(
                index => Reports.HastyModel.Predict(Reports.Digits.GetPixels(index)).Digit == Reports.Digits.GetLabel(index))),
        "some without label" => Reports.Subject(images: Reports.Digits.Concat(LabeledImages.GenerateNonDigits(40))),
        _ => Reports.Subject(),
    };
}
