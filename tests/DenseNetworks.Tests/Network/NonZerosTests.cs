using DenseNetworks.Network;
using FsCheck.Xunit;
using Testing;

namespace DenseNetworks.Tests.Network;

public sealed class NonZerosTests
{
    [Property(MaxTest = 200)]
    public void Gathering_finds_what_looking_at_each_value_finds(int seed)
    {
        var random = new Random(seed);
        var row = Networks.Features(seed, random.Next(0, 100), random.NextDouble());
        var (slots, values) = (new int[NonZeros.BufferLength(row.Length)], new float[NonZeros.BufferLength(row.Length)]);

        var count = NonZeros.Gather(row, slots, values);

        var expected = SparseRows.Of(row);
        slots[..count].Should().Equal(expected.Slots.ToArray());
        values[..count].Should().Equal(expected.Values.ToArray());
    }

    [Fact]
    public void A_value_that_is_not_a_number_is_no_zero_and_a_negative_zero_is_one()
    {
        float[] row = [-0f, float.NaN, 0f, float.PositiveInfinity, -0f, 0f, 0f, 0f, float.NaN, -0f];
        var (slots, values) = (new int[NonZeros.BufferLength(row.Length)], new float[NonZeros.BufferLength(row.Length)]);

        var count = NonZeros.Gather(row, slots, values);

        slots[..count].Should().Equal(1, 3, 8);
        values[..count].Should().Equal(float.NaN, float.PositiveInfinity, float.NaN);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    public void Spans_without_room_are_refused(int slotRoom, int valueRoom)
    {
        var enough = NonZeros.BufferLength(20);

        var gather = () => NonZeros.Gather(new float[20], new int[enough + slotRoom], new float[enough + valueRoom]);

        gather.Should().Throw<ArgumentOutOfRangeException>();
    }
}
