using DenseNetworks.ML;
using FsCheck.Xunit;

namespace DenseNetworks.ML.Tests.Scoring;

public sealed class CalibrationMetricsTests
{
    [Property]
    public void The_error_is_that_of_the_definition(ushort[] seeds)
    {
        var predictions = Predictions(seeds);

        new CalibrationMetrics(predictions).ExpectedCalibrationError.Should().BeApproximately(Definition(predictions), 1e-9);
    }

    [Property]
    public void Bins_sum_up_to_all_predictions(ushort[] seeds)
    {
        var predictions = Predictions(seeds);
        var reliability = new CalibrationMetrics(predictions);

        reliability.Bins.Should().HaveCount(15);
        reliability.Bins.Sum(bin => bin.Count).Should().Be(predictions.Count);
        reliability.Accuracy.Should().BeApproximately(predictions.Average(prediction => prediction.IsRight ? 1.0 : 0), 1e-9);
        reliability.MeanConfidence.Should().BeApproximately(predictions.Average(prediction => prediction.Confidence), 1e-9);
    }

    [Fact]
    public void Who_is_right_as_often_as_sure_has_no_error() =>
        new CalibrationMetrics([(0.75, true), (0.75, true), (0.75, false), (0.75, true)]).ExpectedCalibrationError.Should().Be(0);

    [Fact]
    public void Who_is_sure_and_wrong_has_the_largest_error() =>
        new CalibrationMetrics([(1, false), (1, false)]).ExpectedCalibrationError.Should().Be(1);

    [Fact]
    public void Doubt_in_one_bin_does_not_make_up_for_too_much_trust_in_another() =>
        new CalibrationMetrics([(0.5, true), (1, false)]).ExpectedCalibrationError.Should().Be(0.75);

    // No confidence but 0 is on the border of a bin, where rounding decides.
    private static List<(double Confidence, bool IsRight)> Predictions(ushort[]? seeds) =>
        [.. (seeds ?? []).Append((ushort)1).Select(seed => (seed / 65_536.0, seed % 3 > 0))];

    // Every prediction's bin found by going through all of them: above i / 15, up to (i + 1) / 15, and 0 in the first.
    private static double Definition(List<(double Confidence, bool IsRight)> predictions)
    {
        var error = 0.0;
        for (var i = 0; i < 15; i++)
        {
            var bin = predictions.FindAll(prediction =>
                prediction.Confidence <= (i + 1) / 15.0 && (prediction.Confidence > i / 15.0 || i == 0));
            if (bin.Count > 0)
            {
                var right = bin.Count(prediction => prediction.IsRight) / (double)bin.Count;
                error += bin.Count / (double)predictions.Count * Math.Abs(right - bin.Average(prediction => prediction.Confidence));
            }
        }

        return error;
    }
}
