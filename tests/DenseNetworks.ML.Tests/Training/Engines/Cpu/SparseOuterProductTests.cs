using DenseNetworks.ML.Training;
using DenseNetworks.Network;
using Testing;

namespace DenseNetworks.ML.Tests.Training.Engines.Cpu;

public sealed class SparseOuterProductTests
{
    private const int Inputs = 20;
    private const int FirstSlot = 5;

    // Every way to cut a row of outputs into panels, vectors and single columns.
    public static TheoryData<int> Widths => [.. Enumerable.Range(1, 90), 128, 200];

    [Theory]
    [MemberData(nameof(Widths))]
    public void A_product_agrees_with_a_naive_one(int width)
    {
        var row = Networks.Features(seed: width, FirstSlot + Inputs, zeroShare: 0.5);
        var deltas = Networks.Features(seed: width + 1, width, zeroShare: 0);
        var matrix = Networks.Features(seed: width + 2, Inputs * width, zeroShare: 0);
        var expected = matrix.Select((value, i) => value + ((double)row[FirstSlot + (i / width)] * deltas[i % width])).ToList();

        SparseOuterProduct.Add(SparseRows.Of(row).Slice(FirstSlot, FirstSlot + Inputs), FirstSlot, deltas, matrix);

        matrix.Zip(expected, (actual, value) => Math.Abs(actual - value)).Max().Should().BeLessThan(1e-6);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    public void A_slot_outside_the_matrix_is_refused(int slot)
    {
        var add = () => SparseOuterProduct.Add(new SparseRow([slot], [1f]), FirstSlot, new float[2], new float[6]);

        add.Should().Throw<ArgumentOutOfRangeException>();
    }
}
