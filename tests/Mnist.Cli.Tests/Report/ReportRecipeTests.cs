using System.Globalization;
using System.Xml.Linq;
using Mnist.Cli.Report.Sections;
using static Mnist.Cli.Tests.Report.Reports;

namespace Mnist.Cli.Tests.Report;

public sealed class ReportRecipeTests
{
    [Fact]
    public void Every_epoch_has_its_figures()
    {
        var epochs = HastyModel.History!.Epochs;

        var rows = Render(Subject()).Cells("learning");

        rows.Select(row => row[..5]).Should().BeEquivalentTo(
            epochs.Select(epoch => (string[])
            [
                $"{epoch.Epoch}", Number(epoch.Loss), Percent(epoch.Accuracy), Number(epoch.ValidationLoss!.Value),
                Percent(epoch.ValidationAccuracy!.Value),
            ]),
            options => options.WithStrictOrdering());
    }

    [Fact]
    public void Without_validation_there_is_one_series()
    {
        var learning = Render(Subject(LinearModel)).ById("learning");

        learning.Value.Should().Contain("No rows were held out").And.NotContain("Validation loss");
        learning.OfClass("chart").Descendants().Attributes("stroke").Should().NotContain(ink => ink.Value == "var(--second)");
    }

    [Fact]
    public void A_model_without_history_says_so() =>
        LearningSection.Create(history: null).Value.Should().Contain("does not say how it was trained");

    [Fact]
    public void Network_and_training_are_described()
    {
        var facts = Facts(Render(Subject()), "recipe");

        facts["Layers"].Should().Be("784 – 16 – 10");
        facts["Parameters"].Should().Be("12,730");
        facts["Temperature"].Should().Be("1, without effect");
        facts["Epochs"].Should().Be("3");
        facts["Weights of epoch"].Should().Be("3");
        facts["Batch size"].Should().Be("32");
        facts["Seed"].Should().Be("1");
        facts["Trained by"].Should().Be("libtorch");
        facts["Background class"].Should().StartWith("no");
    }

    [Fact]
    public void The_environment_is_named()
    {
        var facts = Facts(Render(Subject()), "environment");

        facts["Date"].Should().Be("2026-02-03 14:05 +01:00");
        facts[".NET"].Should().Be(System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription);
        facts["Mnist.Classifier"].Should().MatchRegex(@"^\d+\.\d+\.\d+");
        facts["Processors"].Should().Be($"{Environment.ProcessorCount}");
    }

    private static Dictionary<string, string> Facts(XElement page, string section) => page.ById(section)
        .OfClass("facts").Single().Elements()
        .ToDictionary(fact => fact.Element("dt")!.Value, fact => Plain(fact.Element("dd")!.Value));

    private static string Number(double value) => value.ToString("F4", CultureInfo.InvariantCulture);
}
