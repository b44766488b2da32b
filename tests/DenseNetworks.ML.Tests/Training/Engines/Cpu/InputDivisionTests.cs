using DenseNetworks.ML.Training;

namespace DenseNetworks.ML.Tests.Training.Engines.Cpu;

public sealed class InputDivisionTests
{
    [Theory]
    [InlineData(784, 1)]
    [InlineData(784, 7)]
    [InlineData(3, 8)]
    [InlineData(1, 2)]
    public void Shares_are_all_inputs_each_once(int inputs, int workers)
    {
        var random = new Random(1);
        var densities = Enumerable.Range(0, inputs).Select(_ => random.NextDouble()).ToArray();

        var parts = InputDivision.Divide(densities, batchSize: 32, workers);

        parts.Should().HaveCount(workers);
        parts.SelectMany(share => Enumerable.Range(share.Start, share.Count)).Should().Equal(Enumerable.Range(0, inputs));
    }

    [Fact]
    public void Inputs_that_are_often_not_zero_make_a_share_smaller()
    {
        double[] densities = [.. Enumerable.Repeat(0.0, 300), .. Enumerable.Repeat(0.5, 200), .. Enumerable.Repeat(0.0, 300)];

        var parts = InputDivision.Divide(densities, batchSize: 128, workers: 4);

        parts[0].Count.Should().BeGreaterThan(2 * parts[1].Count);
        parts[3].Count.Should().BeGreaterThan(2 * parts[2].Count);
        parts[1].Count.Should().BeCloseTo(parts[2].Count, 2);
    }

    [Fact]
    public void Inputs_alike_are_shared_evenly() =>
        InputDivision.Divide(new double[100], batchSize: 128, workers: 4).Select(part => part.Count).Should().AllBeEquivalentTo(25);
}
