using DenseNetworks.Network;
using FsCheck.Xunit;
using Testing;

namespace DenseNetworks.Tests.Network;

public sealed class RowScanTests
{
    [Property(MaxTest = 200)]
    public void A_scan_counts_what_is_not_zero(int seed)
    {
        var random = new Random(seed);
        var row = Networks.Features(seed, random.Next(0, 100), random.NextDouble());

        RowScan.Of(row).Should().Be(new RowScan(row.Count(value => value != 0), IsFinite: true));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_value_that_is_not_finite_is_found_wherever_it_stands(float value)
    {
        for (var place = 0; place < 70; place++)
        {
            var row = new float[70];
            row[place] = value;

            RowScan.Of(row).Should().Be(new RowScan(1, IsFinite: false));
        }
    }

    [Fact]
    public void A_negative_zero_is_one_and_the_smallest_and_largest_numbers_are_none() =>
        RowScan.Of([-0f, float.Epsilon, float.MaxValue, float.MinValue, 0f]).Should().Be(new RowScan(3, IsFinite: true));
}
