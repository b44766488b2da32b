using FsCheck.Xunit;
using Testing;

namespace DenseNetworks.Tests.Network;

public sealed class SparseRowTests
{
    [Property(MaxTest = 300)]
    public void A_slice_has_the_values_between_its_bounds(int seed)
    {
        var random = new Random(seed);
        var row = Networks.Features(seed, random.Next(0, 40), random.NextDouble());
        var start = random.Next(0, row.Length + 1);
        var end = random.Next(start, row.Length + 1);

        var slice = SparseRows.Of(row).Slice(start, end);

        var slots = Enumerable.Range(start, end - start).Where(slot => row[slot] != 0).ToArray();
        slice.Slots.ToArray().Should().Equal(slots);
        slice.Values.ToArray().Should().Equal(slots.Select(slot => row[slot]));
    }
}
