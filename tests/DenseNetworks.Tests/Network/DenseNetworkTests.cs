using DenseNetworks;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Testing;

namespace DenseNetworks.Tests.Network;

public sealed class DenseNetworkTests
{
    [Property(MaxTest = 200)]
    public Property Probabilities_agree_with_a_naive_pass_in_double_precision(int seed)
    {
        var random = new Random(seed);
        int[] sizes = [.. Enumerable.Range(0, random.Next(2, 6)).Select(_ => random.Next(1, 300))];
        var network = Networks.Random(seed, sizes);
        var features = Networks.Features(seed, sizes[0], zeroShare: 0.8);

        var actual = new float[network.ClassCount];
        network.ComputeProbabilities(features, actual);

        var error = actual.Zip(Networks.NaiveProbabilities(network, features), (a, b) => Math.Abs(a - b)).Max();
        return (error < 1e-5).Label($"error {error} at sizes {string.Join('-', sizes)}");
    }

    [Property(MaxTest = 100)]
    public Property In_distribution_scores_agree_with_a_naive_pass_in_double_precision(int seed, bool hasBackgroundClass)
    {
        var random = new Random(seed);
        int[] sizes = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(1, 50)), random.Next(2, 50)];
        var temperature = 0.05f + (5 * random.NextSingle());
        var network = new DenseNetwork([.. Networks.Random(seed, sizes).Layers], hasBackgroundClass, temperature);
        var features = Networks.Features(seed, sizes[0], zeroShare: 0.5);

        var probabilities = new float[network.ClassCount];
        network.ComputeProbabilities(features, probabilities, out var score);

        var logits = Networks.NaiveOutputs(network, features).Select(output => output / temperature).ToArray();
        var ofClasses = logits[..network.ClassCount];
        var sum = ofClasses.Sum(Math.Exp);
        var expected = ofClasses.Max() - (hasBackgroundClass ? logits[^1] : 0) + Math.Log(Math.Exp(ofClasses.Max()) / sum);
        var error = probabilities.Zip(logits, (actual, logit) => Math.Abs(actual - (Math.Exp(logit) / sum))).Max();
        return (error < 1e-5 && Math.Abs(score - expected) < 1e-4 * (1 + Math.Abs(expected)))
            .Label($"error {error}, score {score} for {expected} at sizes {string.Join('-', sizes)}, temperature {temperature}");
    }

    [Fact]
    public void The_score_of_a_row_that_is_surely_of_one_class_is_a_number()
    {
        var network = new DenseNetwork([new DenseLayer([1000f, 0f, 0f], [0f, 0f, 0f])]);

        network.ComputeProbabilities([1f], new float[3], out var score);

        score.Should().Be(1000);
    }

    [Fact]
    public void Logits_are_of_the_classes_alone_and_not_tempered()
    {
        var network = new DenseNetwork([new DenseLayer([1f, 2f, 3f], [0f, 0f, 0f])], hasBackgroundClass: true, temperature: 2);
        var logits = new float[2];

        network.ComputeLogits([10f], logits);

        logits.Should().Equal(10, 20);
        network.ClassCount.Should().Be(2);
        network.Invoking(n => n.ComputeLogits([10f], new float[3])).Should().Throw<ArgumentException>();
    }

    [Theory]
    [InlineData(1e38f, 1e38f, 1f)] // the first layer overflows
    [InlineData(1e38f, -1e38f, 1f)] // and to both sides at once
    [InlineData(1e30f, 1e30f, 1e30f)] // the second
    [InlineData(1f, 1f, 3e38f)] // the logits
    public void Numbers_that_overflow_give_no_answer_and_nothing_known(float first, float second, float last)
    {
        var network = new DenseNetwork(
            [new DenseLayer([first, second, first, second, first, second, first, second], [0, 0]), new DenseLayer([last, -last, -last, last], [0, 0])]);
        var (probabilities, logits) = (new float[2], new float[2]);

        network.ComputeProbabilities([1, 1, 1, 1], probabilities, out var score);
        network.ComputeLogits([1, 1, 1, 1], logits);

        probabilities.Should().AllSatisfy(probability => probability.Should().Be(float.NaN));
        score.Should().Be(float.NaN);
        logits.Should().Contain(logit => !float.IsFinite(logit));
        network.IsInDistribution(score).Should().BeFalse();
    }

    [Fact]
    public void A_row_is_known_from_the_threshold_on()
    {
        var network = new DenseNetwork([new DenseLayer([1f], [0f])], rejectionThreshold: 2.5f);

        network.IsInDistribution(2.5f).Should().BeTrue();
        network.IsInDistribution(2.4f).Should().BeFalse();
        network.IsInDistribution(float.NaN).Should().BeFalse();
    }

    [Fact]
    public void Hidden_layers_too_wide_for_the_stack_are_right_too()
    {
        var network = Networks.Random(1, 20, 5_000, 3_000, 4);
        var features = Networks.Features(2, 20, zeroShare: 0);
        var actual = new float[4];

        network.ComputeProbabilities(features, actual);

        var expected = Networks.NaiveProbabilities(network, features);
        actual.Zip(expected, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-5);
    }

    [Fact]
    public void Large_logits_do_not_overflow()
    {
        var network = new DenseNetwork([new DenseLayer([1000f, 999f, -1000f], [0f, 0f, 0f])]);
        var probabilities = new float[3];

        network.ComputeProbabilities([1f], probabilities);

        probabilities[0].Should().BeApproximately(0.7311f, 1e-4f);
        probabilities[2].Should().Be(0);
    }

    [Theory]
    [InlineData(float.NaN, false)]
    [InlineData(float.PositiveInfinity, false)]
    [InlineData(float.NegativeInfinity, false)]
    [InlineData(float.NegativeInfinity, true)]
    public void A_feature_that_is_missing_or_infinite_makes_every_probability_no_number(float value, bool hasBackgroundClass)
    {
        // All weights are positive: a rectifier would make zeros of what minus infinity gives.
        var network = new DenseNetwork(
            [new DenseLayer([1, 2, 3, 4], [0, 0]), new DenseLayer([1, 2, 3, 4, 5, 6], [0, 0, 0])], hasBackgroundClass);
        var probabilities = new float[network.ClassCount];

        network.ComputeProbabilities([0.5f, value], probabilities, out var inDistributionScore);

        probabilities.Should().OnlyContain(p => float.IsNaN(p));
        inDistributionScore.Should().Be(float.NaN);
    }

    [Theory]
    [InlineData(2, 4)]
    [InlineData(3, 5)]
    public void Spans_of_the_wrong_length_are_refused(int featureCount, int classCount)
    {
        var network = Networks.Random(1, 3, 8, 4);

        var compute = () => network.ComputeProbabilities(new float[featureCount], new float[classCount]);

        compute.Should().Throw<ArgumentException>().WithMessage("The network expects*");
    }

    [Fact]
    public void Scoring_allocates_nothing()
    {
        var network = new DenseNetwork([.. Networks.Random(1, 784, 128, 128, 11).Layers], hasBackgroundClass: true, temperature: 2);
        var features = Networks.Features(2, 784, zeroShare: 0.8);
        var probabilities = new float[10];

        Allocations.Least(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                network.ComputeProbabilities(features, probabilities, out _);
            }
        }).Should().Be(0);
    }

    [Fact]
    public void Many_threads_get_the_answers_that_one_gets()
    {
        var network = Networks.Random(1, 784, 128, 128, 10);
        var inputs = Enumerable.Range(0, 200).Select(seed => Networks.Features(seed, 784, zeroShare: 0.8)).ToList();
        var expected = inputs.Select(Score).ToList();

        Parallel.For(0, 2_000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i =>
            Score(inputs[i % inputs.Count]).Should().Equal(expected[i % inputs.Count]));

        float[] Score(float[] features)
        {
            var probabilities = new float[10];
            network.ComputeProbabilities(features, probabilities);
            return probabilities;
        }
    }

    [Fact]
    public void Layers_that_do_not_fit_together_are_refused()
    {
        var make = () => new DenseNetwork([new DenseLayer(new float[6], new float[3]), new DenseLayer(new float[8], new float[2])]);

        make.Should().Throw<ArgumentException>().WithMessage("Layer 1 has 4 inputs, but the previous one has 3 outputs.*");
    }
}
