using Mnist.Classifier.Benchmarks;
using Mnist.Digits.Normalization;

namespace Mnist.Classifier.Tests.Benchmarks;

public sealed class DegradationTests
{
    private const int Side = 100;
    private const float Paper = 200;

    [Theory]
    [InlineData("shaded in a line to 0.5", 0.75f, 0.5f)]
    [InlineData("shaded in a line to 0.3", 0.65f, 0.3f)]
    [InlineData("a sharp shadow of 0.7", 0.7f, 0.7f)]
    [InlineData("a sharp shadow of 0.5", 0.5f, 0.5f)]
    public void Light_is_taken_away_from_the_left_above_to_the_right_below(string name, float middle, float end)
    {
        var row = Degrade(name, new Plane(Side, Side).Map(_ => Paper)).Row(Side / 2).ToArray();

        row[0].Should().BeApproximately(Paper, 1);
        row[Side / 2].Should().BeApproximately(middle * Paper, 1);
        row[^1].Should().BeApproximately(end * Paper, 1);
        row.Should().BeInDescendingOrder();
    }

    [Theory]
    [InlineData("blurred by 1 % of the side", 1)]
    [InlineData("blurred by 2 % of the side", 2)]
    [InlineData("blurred by 3 % of the side", 3)]
    public void A_point_becomes_a_bell_of_the_given_width(string name, int deviation)
    {
        var point = new Plane(Side, Side / 2); // of the longest side
        point.Row(Side / 4)[Side / 2] = 1;

        var blurred = Degrade(name, point);

        blurred.Values.ToArray().Sum().Should().BeApproximately(1, 1e-4f);
        var row = blurred.Row(Side / 4);
        (row[(Side / 2) + deviation] / row[Side / 2]).Should().BeApproximately(MathF.Exp(-0.5f), 1e-4f);
    }

    [Fact]
    public void Noise_has_the_given_strength_around_the_original()
    {
        var noisy = Degrade("noise of 32 shades", new Plane(Side, Side).Map(_ => Paper)).Values.ToArray();

        noisy.Average().Should().BeApproximately(Paper, 1);
        MathF.Sqrt(noisy.Average(grey => (grey - Paper) * (grey - Paper))).Should().BeApproximately(32, 1);
    }

    private static Plane Degrade(string name, Plane picture) =>
        Degradation.All.Single(degradation => degradation.Name == name).Apply(picture, new Random(1));
}
