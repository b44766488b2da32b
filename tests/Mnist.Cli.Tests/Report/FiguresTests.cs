using Mnist.Cli.Metrics;
using Mnist.Cli.Report;

namespace Mnist.Cli.Tests.Report;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0.98765, "98.77 %")]
    [InlineData(1.0, "100.00 %")]
    [InlineData(0.0, "0.00 %")]
    [InlineData(0.9999833, "over 99.99 %")] // one wrong of 60,000 is not all
    [InlineData(0.0000167, "under 0.01 %")] // and not none
    [InlineData(double.NaN, "–")]
    [InlineData(null, "–")]
    public void Percentages_are_never_rounded_to_the_ends(double? share, string text) =>
        Reports.Plain(Figures.Percent(share)).Should().Be(text);

    [Theory]
    [InlineData(0.0123456, "0.0123")]
    [InlineData(0.00001, "under 0.0001")]
    [InlineData(0.0, "0.0000")]
    [InlineData(null, "–")]
    public void Losses_are_not_0_unless_they_are(double? loss, string text) => Figures.Loss(loss).Should().Be(text);

    [Theory]
    [InlineData(0.003, "0.003")]
    [InlineData(0.0000749, "7.49e-5")]
    [InlineData(2.5512, "2.55")]
    public void Numbers_of_any_size_have_three_digits(double value, string text) => Figures.Short(value).Should().Be(text);

    [Theory]
    [InlineData(1.5, "1.5 s")]
    [InlineData(600, "10.0 min")]
    [InlineData(9_000, "2.5 h")]
    public void Durations_have_a_unit_that_suits_them(double seconds, string text) =>
        Reports.Plain(Figures.Duration(TimeSpan.FromSeconds(seconds))).Should().Be(text);

    // R. G. Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I, method 3.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilsons_interval_is_as_published(int part, int whole, double low, double high)
    {
        var interval = WilsonInterval.Of(part, whole);

        interval.Low.Should().BeApproximately(low, 0.00005);
        interval.High.Should().BeApproximately(high, 0.00005);
    }

    [Fact]
    public void All_of_a_sample_reaches_up_to_all() => WilsonInterval.Of(50, 50).High.Should().Be(1);
}
