using DenseNetworks;
using DenseNetworks.Network;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Testing;

namespace DenseNetworks.Tests.Network;

/// <summary>Many rows scored at once, and the same rows one by one.</summary>
public sealed class ManyRowsTests
{
    [Property(MaxTest = 150)]
    public Property Many_rows_have_the_bits_that_each_has_alone(int seed, bool hasBackgroundClass)
    {
        var random = new Random(seed);
        int[] sizes = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(1, 300)), random.Next(2, 40)];
        var network = new DenseNetwork([.. Networks.Random(seed, sizes).Layers], hasBackgroundClass, temperature: 1.5f);
        var rowCount = random.Next(0, 450);
        var features = Networks.Features(seed, rowCount * sizes[0], zeroShare: random.NextDouble());

        var (probabilities, scores) = (new float[rowCount * network.ClassCount], new float[rowCount]);
        network.ComputeProbabilities(features, rowCount, probabilities, scores);

        var (expected, expectedScores) = OneByOne(network, features, rowCount);
        return (probabilities.AsSpan().SequenceEqual(expected) && scores.AsSpan().SequenceEqual(expectedScores))
            .Label($"{rowCount} rows of sizes {string.Join('-', sizes)}");
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Many_rows_agree_with_a_naive_pass_in_double_precision(double zeroShare)
    {
        const int RowCount = 400;
        var network = Networks.Random(1, 300, 200, 65, 10);
        var features = Networks.Features(2, RowCount * 300, zeroShare);
        var probabilities = new float[RowCount * 10];

        network.ComputeProbabilities(features, RowCount, probabilities);

        var expected = Enumerable.Range(0, RowCount)
            .SelectMany(row => Networks.NaiveProbabilities(network, features[(row * 300)..((row + 1) * 300)]));
        probabilities.Zip(expected, (actual, value) => Math.Abs(actual - value)).Max().Should().BeLessThan(1e-5);
    }

    [Fact]
    public void A_row_without_its_zeros_has_the_same_bits_in_a_narrow_layer_too()
    {
        foreach (var zeroShare in new[] { 0, 0.3, 0.6, 0.8, 0.9, 0.95, 1 })
        {
            var network = Networks.Random(1, 784, 10);
            var features = Networks.Features(2, 784, zeroShare);
            var (dense, sparse) = (new float[10], new float[10]);

            network.ComputeProbabilities(features, dense, out var score);
            network.ComputeProbabilities(SparseRows.Of(features), sparse, out var sparseScore);

            sparse.Should().Equal(dense);
            sparseScore.Should().Be(score);
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void A_row_that_is_no_number_leaves_the_others_as_they_are(float value)
    {
        var network = Networks.Random(1, 40, 50, 4);
        var features = Networks.Features(2, 30 * 40, zeroShare: 0);
        var expected = OneByOne(network, features, 30).Probabilities;
        features[(7 * 40) + 39] = value;
        var (probabilities, scores) = (new float[30 * 4], new float[30]);

        network.ComputeProbabilities(features, 30, probabilities, scores);

        probabilities[28..32].Should().OnlyContain(probability => float.IsNaN(probability));
        scores[7].Should().Be(float.NaN);
        Array.Fill(expected, float.NaN, 28, 4);
        probabilities.Should().Equal(expected);
    }

    [Fact]
    public void Many_rows_are_scored_without_allocating()
    {
        var network = Networks.Random(1, 784, 128, 128, 10);
        var features = Networks.Features(2, 784 * 400, zeroShare: 0);
        var probabilities = new float[10 * 400];

        Allocations.Least(() => network.ComputeProbabilities(features, 400, probabilities)).Should().Be(0);
    }

    [Theory]
    [InlineData(5, 2, 8, 2)]
    [InlineData(6, 2, 7, 2)]
    [InlineData(6, 2, 8, 1)]
    [InlineData(0, -2, 0, 0)]
    public void Spans_that_are_not_of_so_many_rows_are_refused(int featureCount, int rowCount, int probabilityCount, int scoreCount)
    {
        var network = Networks.Random(1, 3, 8, 4);

        var compute = () => network.ComputeProbabilities(
            new float[featureCount], rowCount, new float[probabilityCount], new float[scoreCount]);

        compute.Should().Throw<ArgumentException>().WithMessage("The network expects*");
    }

    private static (float[] Probabilities, float[] Scores) OneByOne(DenseNetwork network, float[] features, int rowCount)
    {
        var (probabilities, scores) = (new float[rowCount * network.ClassCount], new float[rowCount]);
        for (var row = 0; row < rowCount; row++)
        {
            network.ComputeProbabilities(
                features.AsSpan(row * network.InputSize, network.InputSize),
                probabilities.AsSpan(row * network.ClassCount, network.ClassCount), out scores[row]);
        }

        return (probabilities, scores);
    }
}
