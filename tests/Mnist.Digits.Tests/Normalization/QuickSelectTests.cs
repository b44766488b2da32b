using Mnist.Digits.Normalization;

namespace Mnist.Digits.Tests.Normalization;

public sealed class QuickSelectTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(1000, 3)]
    [InlineData(1000, 1000)]
    public void The_selected_value_is_the_one_at_that_index_after_sorting(int count, int distinct)
    {
        var random = new Random(1);
        var values = Enumerable.Range(0, count).Select(_ => (float)random.Next(distinct)).ToArray();
        var sorted = values.Order().ToArray();

        foreach (var index in new[] { 0, count / 10, count / 4, count - 1 })
        {
            QuickSelect.Select([.. values], index).Should().Be(sorted[index]);
        }
    }

    [Fact]
    public void Sorted_values_keep_their_order()
    {
        float[] values = [1, 2, 3, 4, float.PositiveInfinity];

        QuickSelect.Select(values, 4).Should().Be(float.PositiveInfinity);

        values.Should().Equal(1, 2, 3, 4, float.PositiveInfinity);
    }
}
