using DenseNetworks.ML.Training;

namespace DenseNetworks.ML.Tests.Training.Calibration;

public sealed class RejectionThresholdFitTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(199, 0)]
    [InlineData(200, 1)]
    [InlineData(10_000, 50)]
    public void No_more_than_one_in_two_hundred_rows_are_below_it(int rowCount, int below)
    {
        var scores = Enumerable.Range(0, rowCount).Select(i => i - 5.5f).ToArray();
        new Random(1).Shuffle(scores);

        var threshold = Fit(scores);

        scores.Count(score => score < threshold).Should().Be(below);
        scores.Should().Contain(threshold!.Value);
    }

    [Fact]
    public void Without_rows_there_is_none() => Fit([]).Should().BeNull();

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Scores_that_are_not_finite_give_none(float score) => Fit([1f, score]).Should().BeNull();

    [Fact]
    public void Rows_count_as_much_as_they_weigh()
    {
        float[] scores = [4, 1, 3, 2];

        RejectionThresholdFit.Fit(scores, [1_000, 1, 1_000, 20]).Should().Be(2, "the score below it has less than one in two hundred");
    }

    private static float? Fit(float[] scores) => RejectionThresholdFit.Fit(scores, [.. scores.Select(_ => 1f)]);
}
