using FsCheck.Xunit;
using Mnist.Classifier.Benchmarks;

namespace Mnist.Classifier.Tests.Benchmarks;

public sealed class RankingCurveTests
{
    [Property]
    public void The_area_is_the_fraction_of_correctly_ordered_pairs(byte[] positives, byte[] negatives, bool isCoarse)
    {
        // Few different scores make many ties.
        var high = Scores(positives, isCoarse);
        var low = Scores(negatives, isCoarse);

        RankingCurve.Area(high, low).Should().BeApproximately(CountPairs(high, low), 1e-12);
    }

    [Fact]
    public void It_is_one_where_all_are_told_apart() => RankingCurve.Area([0.9f, 0.8f], [0.7f, 0.1f, 0.2f]).Should().Be(1);

    [Fact]
    public void It_is_zero_where_all_are_the_wrong_way_round() =>
        RankingCurve.Area([0.1f], [0.2f, float.PositiveInfinity]).Should().Be(0);

    [Fact]
    public void It_is_a_half_where_all_are_the_same() => RankingCurve.Area([0.5f, 0.5f, 0.5f], [0.5f, 0.5f]).Should().Be(0.5);

    private static float[] Scores(byte[]? bytes, bool isCoarse) =>
        [.. (bytes ?? []).Append((byte)100).Select(value => isCoarse ? value % 4 : value / 7f)];

    private static double CountPairs(float[] positives, float[] negatives)
    {
        var sum = 0.0;
        foreach (var positive in positives)
        {
            foreach (var negative in negatives)
            {
                sum += positive > negative ? 1 : positive == negative ? 0.5 : 0;
            }
        }

        return sum / (positives.Length * negatives.Length);
    }
}
