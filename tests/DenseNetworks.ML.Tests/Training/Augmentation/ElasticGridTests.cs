using DenseNetworks.ML.Training;

namespace DenseNetworks.ML.Tests.Training.Augmentation;

/// <summary>The elastic part of a distortion, and the splines that it is made of.</summary>
public sealed class ElasticGridTests
{
    private const int DrawCount = 400;

    [Theory]
    [InlineData(1, 4.5)]
    [InlineData(5, 0.7)]
    [InlineData(28, 4.5)]
    [InlineData(33, 2.0)]
    [InlineData(64, 1000.0)]
    [InlineData(28, 1e-300)]
    public void At_every_pixel_the_splines_add_up_to_one(int length, double smoothness)
    {
        var basis = new SplineBasis(length, paddedLength: 64, smoothness);

        for (var pixel = 0; pixel < length; pixel++)
        {
            Enumerable.Range(0, basis.KnotCount).Sum(knot => basis.Values[(knot * 64) + pixel])
                .Should().BeApproximately(1, 1e-5f);
        }
    }

    [Fact]
    public void There_is_hardly_more_than_one_knot_for_each_pixel_however_little_is_smoothed() =>
        new SplineBasis(28, 32, smoothness: 1e-9).KnotCount.Should().BeLessThanOrEqualTo(30);

    [Theory]
    [InlineData(1, 1, 4.5)]
    [InlineData(28, 28, 4.5)]
    [InlineData(5, 9, 2.0)]
    [InlineData(33, 17, 0.01)]
    [InlineData(28, 28, 50.0)]
    public void Pixels_move_by_the_standard_deviation_that_is_asked_for(int width, int height, double smoothness)
    {
        var moves = Draw(new(width, height), smoothness, deviation: 1.5).SelectMany(draw => draw).ToList();

        // The pixels of a smooth draw move much alike, so there are not many more independent numbers than draws.
        Math.Sqrt(moves.Average(move => move.X * move.X)).Should().BeApproximately(1.5, 0.15);
        Math.Sqrt(moves.Average(move => move.Y * move.Y)).Should().BeApproximately(1.5, 0.15);
        moves.Average(move => move.X * move.Y).Should().BeApproximately(0, 0.35f);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(9)]
    public void Neighbours_move_alike_as_after_smoothing_by_a_Gaussian_bell(int distance)
    {
        const double Smoothness = 4.5;
        var draws = Draw(new(28, 28), Smoothness, deviation: 1);
        var products = draws.SelectMany(draw => Enumerable.Range(0, draw.Length)
            .Where(i => (i % 28) + distance < 28).Select(i => draw[i].X * draw[i + distance].X));

        // The bell by itself smooths numbers so that their correlation is a bell too, of twice the variance.
        var expected = Math.Exp(-distance * distance / (4 * Smoothness * Smoothness));
        products.Average().Should().BeApproximately((float)expected, 0.1f);
    }

    [Fact]
    public void The_splines_reach_as_far_as_the_bell_that_is_asked_for()
    {
        var basis = new SplineBasis(101, 104, smoothness: 4.5);
        var knot = Enumerable.Range(0, basis.KnotCount).MaxBy(candidate => basis.Values[(candidate * 104) + 50]);
        var weights = basis.Values.AsSpan(knot * 104, 101).ToArray();
        var mean = weights.Select((weight, pixel) => weight * pixel).Sum() / weights.Sum();

        var variance = weights.Select((weight, pixel) => weight * (pixel - mean) * (pixel - mean)).Sum() / weights.Sum();

        Math.Sqrt(variance).Should().BeApproximately(4.5, 0.05);
    }

    private static List<System.Numerics.Vector2[]> Draw(ImageShape shape, double smoothness, double deviation) =>
        [.. Enumerable.Range(0, DrawCount).Select(row =>
        {
            var random = new RowRandom(3, 1, row);
            return NaiveAugmentation.DrawMoves(new() { ElasticSmoothness = smoothness }, shape, deviation, ref random);
        })];
}
