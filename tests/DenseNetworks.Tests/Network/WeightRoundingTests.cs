using DenseNetworks;
using DenseNetworks.Network;
using FsCheck.Xunit;
using Testing;

namespace DenseNetworks.Tests.Network;

public sealed class WeightRoundingTests
{
    [Fact]
    public void All_digits_of_a_float_change_nothing()
    {
        var network = Networks.Random(1, 20, 30, 4);

        var rounded = WeightRounding.Round(network, digits: 24);

        rounded.Layers.Zip(network.Layers).Should()
            .AllSatisfy(pair => pair.First.Weights.ToArray().Should().Equal(pair.Second.Weights.ToArray()));
    }

    [Property]
    public bool Rounded_weights_have_so_many_digits_and_are_the_nearest_that_have(int numerator, byte exponent, byte given)
    {
        var digits = 2 + (given % 23);
        var weight = MathF.ScaleB(numerator, (exponent % 200) - 120);

        var rounded = Round(weight, digits);

        // As whole numbers of the last digit that is kept; both are small enough for a double.
        var last = weight == 0 ? 1 : Math.Pow(2, Math.ILogB(weight) - digits + 1);
        return rounded / last == Math.Round(rounded / last)
            && Math.Abs((double)rounded - weight) <= last / 2
            && Math.Abs((double)rounded - weight) <= Math.Abs(weight) * Math.Pow(2, -digits);
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(1f, 1f)]
    [InlineData(-1f, -1f)]
    [InlineData(1.00390625f, 1.0078125f)] // halfway: away from zero
    [InlineData(-1.00390625f, -1.0078125f)]
    [InlineData(1.003f, 1f)]
    [InlineData(1.9999f, 2f)] // the carry goes into the exponent
    [InlineData(-0.9999f, -1f)]
    [InlineData(1e-45f, 0f)]
    [InlineData(float.MaxValue, 3.3895314e38f)] // the nearest above would be infinity
    [InlineData(float.MinValue, -3.3895314e38f)]
    public void Eight_digits_are_those_of_bfloat16(float weight, float expected) =>
        Round(weight, digits: 8).Should().Be(expected);

    [Fact]
    public void Biases_and_everything_else_stay_as_they_are()
    {
        var random = Networks.Random(2, 9, 5, 4);
        var network = new DenseNetwork([.. random.Layers], hasBackgroundClass: true, temperature: 1.5f, rejectionThreshold: 0.25f);

        var rounded = WeightRounding.Round(network, digits: 8);

        rounded.Should().BeEquivalentTo(network, options => options.Excluding(copy => copy.Layers));
        rounded.Layers.Zip(network.Layers).Should()
            .AllSatisfy(pair => pair.First.Biases.ToArray().Should().Equal(pair.Second.Biases.ToArray()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(25)]
    public void Numbers_of_digits_that_no_float_has_are_refused(int digits)
    {
        var round = () => WeightRounding.Round(Networks.Random(1, 2, 2), digits);

        round.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(digits));
    }

    private static float Round(float weight, int digits) =>
        WeightRounding.Round(new DenseNetwork([new DenseLayer([weight, 1], [0, 0])]), digits).Layers[0].Weights[0];
}
