using System.Xml.Linq;
using Mnist.Cli.Report;

namespace Mnist.Cli.Tests.Report;

public sealed class ReportNamesTests
{
    [Theory]
    [InlineData("</title><script>alert(1)</script>.zip")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("' onmouseover='alert(1)")]
    [InlineData("<!-- ]]> & &amp; &#60;script&#62;")]
    public void A_name_is_always_escaped(string name)
    {
        var usual = Reports.Render(Reports.Subject());

        var page = Reports.Render(Reports.Subject() with { ModelName = name, DataSource = name });

        page.Descendants("title").First().Value.Should().Be($"Report of {name}");
        page.Descendants("h1").Single().Value.Should().Be($"Report of {name}");
        page.OfClass("source").Single().Value.Should().StartWith($"Evaluated on {name}, ");
        page.Descendants("img").Count().Should().Be(usual.Descendants("img").Count());
        page.Descendants("script").Should().BeEmpty();
    }

    [Theory]
    [InlineData("nul\0 and bell\a", "nul\uFFFD and bell\uFFFD")]
    [InlineData("a whole pair 😀", "a whole pair 😀")]
    public void Invalid_characters_are_replaced(string name, string shown) =>
        HeadingOf(name).Value.Should().Be($"Report of {shown}");

    [Fact]
    public void Half_a_surrogate_pair_is_replaced()
    {
        var name = $"half {'\ud83d'}."; // an attribute could not hold it

        HeadingOf(name).Value.Should().Be("Report of half \uFFFD.");
    }

    [Fact]
    public void Names_do_not_change_the_direction_of_other_text() =>
        HeadingOf("\u202Egip.exe").Element("bdi")!.Value.Should().Be("\u202Egip.exe");

    private static XElement HeadingOf(string name) =>
        Reports.Render(Reports.Subject() with { ModelName = name }).Descendants("h1").Single();
}
