using DenseNetworks.ML.Training;

namespace DenseNetworks.ML.Tests.Training.Calibration;

public sealed class KnownThresholdFitTests
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

        var threshold = KnownThresholdFit.Fit(scores);

        scores.Count(score => score < threshold).Should().Be(below);
        scores.Should().Contain(threshold!.Value);
    }

    [Fact]
    public void Without_rows_there_is_none() => KnownThresholdFit.Fit([]).Should().BeNull();

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Scores_that_are_not_finite_give_none(float score) => KnownThresholdFit.Fit([1f, score]).Should().BeNull();
}
