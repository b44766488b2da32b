using DenseNetworks.ML.Training;

namespace DenseNetworks.ML.Tests.Training.Calibration;

public sealed class TemperatureFitTests
{
    [Theory]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(3.7)]
    [InlineData(15)]
    public void It_finds_the_temperature_that_made_the_labels(double temperature)
    {
        // Labels drawn by the tempered probabilities: no other temperature fits many of them better.
        var (logits, labels) = Draw(rowCount: 20_000, temperature);

        Fit(logits, labels).Should().BeApproximately((float)temperature, (float)(0.05 * temperature));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_temperature_nearby_has_less_cross_entropy(int seed)
    {
        var (logits, labels) = Draw(rowCount: 50, temperature: 2, seed);

        double fitted = Fit(logits, labels);

        var least = CrossEntropy(logits, labels, fitted);
        for (var temperature = 0.05; temperature <= 20; temperature *= 1.01)
        {
            CrossEntropy(logits, labels, temperature).Should().BeGreaterThanOrEqualTo(least - 1e-9);
        }
    }

    [Fact]
    public void Rows_that_are_all_right_say_nothing_and_leave_it_at_one() =>
        Fit([[3f, 1f], [-1f, 4f]], [0, 1]).Should().Be(1);

    [Fact]
    public void Rows_that_are_all_wrong_get_the_highest() =>
        Fit([[3f, 1f], [-1f, 4f]], [1, 0]).Should().BeApproximately(20f, 1e-4f);

    [Fact]
    public void Logits_that_are_all_equal_leave_it_at_one() => Fit([[2f, 2f], [0f, 0f]], [1, 0]).Should().Be(1);

    [Fact]
    public void Huge_logits_do_not_overflow() =>
        Fit([[1e30f, 0f], [0f, 1e30f], [1f, 0f]], [0, 1, 1]).Should().BeInRange(0.05f, 20f);

    [Fact]
    public void A_row_of_weight_two_is_the_row_twice()
    {
        var (logits, labels) = Draw(rowCount: 50, temperature: 2);
        var weights = Enumerable.Range(0, 50).Select(row => row < 10 ? 2f : 1).ToArray();

        TemperatureFit.Fit(logits, labels, weights).Should().BeApproximately(
            Fit([.. logits, .. logits[..10]], [.. labels, .. labels[..10]]), 1e-5f).And.NotBe(Fit(logits, labels));
    }

    private static float Fit(float[][] logits, int[] labels) =>
        TemperatureFit.Fit(logits, labels, [.. labels.Select(_ => 1f)]);

    private static (float[][] Logits, int[] Labels) Draw(int rowCount, double temperature, int seed = 1)
    {
        var random = new Random(seed);
        var logits = Enumerable.Range(0, rowCount)
            .Select(_ => Enumerable.Range(0, 4).Select(_ => (float)(temperature * 4 * random.NextDouble())).ToArray())
            .ToArray();
        return (logits, Array.ConvertAll(logits, row => DrawLabel(row, temperature, random)));
    }

    private static int DrawLabel(float[] logits, double temperature, Random random)
    {
        var left = random.NextDouble() * logits.Sum(logit => Math.Exp(logit / temperature));
        var label = 0;
        while (label < logits.Length - 1 && (left -= Math.Exp(logits[label] / temperature)) > 0)
        {
            label++;
        }

        return label;
    }

    private static double CrossEntropy(float[][] logits, int[] labels, double temperature) => logits
        .Zip(labels, (row, label) => Math.Log(row.Sum(logit => Math.Exp((logit - row[label]) / temperature))))
        .Average();
}
