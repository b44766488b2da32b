using DenseNetworks;

namespace DenseNetworks.Tests.Network;

public sealed class DenseLayerTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 3)]
    [InlineData(6, 0)]
    [InlineData(7, 3)]
    public void Weights_that_are_no_whole_matrix_are_refused(int weights, int outputs)
    {
        var make = () => new DenseLayer(new float[weights], new float[outputs]);

        make.Should().Throw<ArgumentException>()
            .WithMessage($"{weights} weights cannot be laid out as [inputs, {outputs} outputs].*")
            .WithParameterName(nameof(weights));
    }

    [Fact]
    public void Its_sizes_follow_from_its_weights()
    {
        var layer = new DenseLayer(new float[6], new float[2]);

        layer.InputSize.Should().Be(3);
        layer.OutputSize.Should().Be(2);
    }

    [Fact]
    public void Without_its_last_output_the_others_keep_their_weights_and_biases()
    {
        var layer = new DenseLayer([1, 2, 3, 4, 5, 6], [7, 8, 9]).WithoutLastOutput();

        layer.Weights.ToArray().Should().Equal(1, 2, 4, 5);
        layer.Biases.ToArray().Should().Equal(7, 8);
    }
}
