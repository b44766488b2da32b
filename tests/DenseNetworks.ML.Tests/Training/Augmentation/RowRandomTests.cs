using DenseNetworks.ML.Training;

namespace DenseNetworks.ML.Tests.Training.Augmentation;

public sealed class RowRandomTests
{
    [Fact]
    public void Numbers_are_drawn_evenly_from_0_to_1()
    {
        var numbers = Draw(new RowRandom(1, 2, 3), 100_000);

        numbers.Should().OnlyContain(number => number >= 0 && number < 1);
        numbers.Average().Should().BeApproximately(0.5f, 0.004f);
        numbers.Average(number => (number - 0.5) * (number - 0.5)).Should().BeApproximately(1 / 12.0, 0.001);
    }

    [Fact]
    public void First_numbers_of_many_rows_are_as_even_as_the_numbers_of_one()
    {
        var numbers = Enumerable.Range(0, 100_000).Select(row => Draw(new RowRandom(1, 2, row), 1)[0]).ToList();

        numbers.Average().Should().BeApproximately(0.5f, 0.004f);
        numbers.Average(number => (number - 0.5) * (number - 0.5)).Should().BeApproximately(1 / 12.0, 0.001);
        Relation(numbers, numbers.Skip(1)).Should().BeApproximately(0, 0.02);
    }

    [Fact]
    public void A_limit_holds_both_ways()
    {
        var random = new RowRandom(1, 2, 3);
        var numbers = Enumerable.Range(0, 10_000).Select(_ => random.NextWithin(2.5)).ToList();

        numbers.Should().OnlyContain(number => number >= -2.5f && number <= 2.5f);
        numbers.Min().Should().BeLessThan(-2.4f);
        numbers.Max().Should().BeGreaterThan(2.4f);
    }

    [Fact]
    public void Every_seed_step_and_row_has_numbers_of_its_own()
    {
        var streams = (
            from seed in new[] { 0, 1, 2, -1, int.MinValue, int.MaxValue }
            from step in new[] { 0, 1, 2, 3, 1L << 32 }
            from row in Enumerable.Range(0, 10)
            select Draw(new RowRandom(seed, step, row), 200)).ToList();

        streams.SelectMany(stream => stream.Take(2).Chunk(2)).Select(pair => (pair[0], pair[1])).Should().OnlyHaveUniqueItems();
        for (var i = 1; i < streams.Count; i++)
        {
            // Seven standard deviations of as many numbers that know nothing of each other.
            Relation(streams[i], streams[i - 1]).Should().BeApproximately(0, 0.5);
        }
    }

    [Fact]
    public void The_same_key_gives_the_same_numbers() =>
        Draw(new RowRandom(7, 8, 9), 50).Should().Equal(Draw(new RowRandom(7, 8, 9), 50));

    private static List<float> Draw(RowRandom random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.NextFloat())];

    // The correlation of numbers whose mean is a half and whose variance is a twelfth.
    private static double Relation(IEnumerable<float> first, IEnumerable<float> second) =>
        12 * first.Zip(second, (a, b) => (a - 0.5) * (b - 0.5)).Average();
}
