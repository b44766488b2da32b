using DenseNetworks.Network;
using Testing;

namespace DenseNetworks.Tests.Network;

public sealed class SparseProductTests
{
    private const int Inputs = 40;

    // Every way to cut a row of outputs into panels, pairs of vectors and single columns.
    public static TheoryData<int> Widths => [.. Enumerable.Range(1, 90), 128, 129, 200];

    [Theory]
    [MemberData(nameof(Widths))]
    public void A_product_agrees_with_a_naive_one_in_double_precision(int width)
    {
        var row = Networks.Features(seed: width, Inputs, zeroShare: 0.5);
        var matrix = Networks.Features(seed: width + 1, Inputs * width, zeroShare: 0);
        var output = Networks.Features(seed: width + 2, width, zeroShare: 0);
        var expected = Enumerable.Range(0, width).Select(column =>
            output[column] + Enumerable.Range(0, Inputs).Sum(i => (double)row[i] * matrix[(i * width) + column])).ToList();

        SparseProduct.Add(SparseRows.Of(row), matrix, output);

        output.Zip(expected, (actual, value) => Math.Abs(actual - value)).Max().Should().BeLessThan(1e-5);
    }

    [Fact]
    public void A_row_of_zeros_adds_nothing()
    {
        float[] output = [1, 2, 3];

        SparseProduct.Add(SparseRows.Of(new float[5]), new float[15], output);

        output.Should().Equal(1, 2, 3);
    }

    [Fact]
    public void A_slot_outside_the_matrix_is_refused()
    {
        var add = () => SparseProduct.Add(new SparseRow([5], [1f]), new float[15], new float[3]);

        add.Should().Throw<ArgumentOutOfRangeException>();
    }
}
