using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using DenseNetworks.Network;
using Testing;

namespace DenseNetworks.Tests.Network;

public sealed class MatrixProductTests
{
    private static readonly int[] OddSizes = [1, 7, 8, 9, 10, 63, 65];

    // Those, and more rows, more columns and a greater depth than are packed at once.
    private static readonly (int Rows, int Columns, int Depth)[] Sizes =
    [
        .. from rows in OddSizes from columns in OddSizes from depth in OddSizes select (rows, columns, depth),
        (1, 3, 1_000_003), (1_000_003, 3, 1), (1, 1_000_003, 2), (490, 33, 410), (14, 390, 410), (41, 801, 33),
    ];

    // Plain, and either matrix with its rows as columns: what the way forward, the way back and the gradients of a layer need.
    public static IEnumerable<object[]> Forms =>
        from laneCount in Products.ByLaneCount.Keys
        from isLeftTransposed in new[] { false, true }
        from isRightTransposed in new[] { false, true }
        select new object[] { laneCount, isLeftTransposed, isRightTransposed };

    public static TheoryData<int> LaneCounts => [.. Products.ByLaneCount.Keys];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_product_agrees_with_a_naive_one_in_double_precision(
        int laneCount, bool isLeftTransposed, bool isRightTransposed)
    {
        foreach (var (rows, columns, depth) in Sizes)
        {
            var left = RandomMatrix.Make(rows + depth, rows, depth, isLeftTransposed);
            var right = RandomMatrix.Make(depth + columns + 1, depth, columns, isRightTransposed);
            var result = new float[rows * columns];

            Products.ByLaneCount[laneCount](left.View, right.View, result, false, [], false);

            Error(left, right, result, (_, _) => 0).Should().BeLessThan(1e-6, $"so it is for {rows} x {depth} x {columns}");
        }
    }

    [Theory]
    [MemberData(nameof(LaneCounts))]
    public void A_product_is_added_to_what_is_there(int laneCount)
    {
        foreach (var (rows, columns, depth) in new[] { (7, 65, 9), (13, 10, 801), (65, 33, 63) })
        {
            var (left, right) = (RandomMatrix.Make(1, rows, depth), RandomMatrix.Make(2, depth, columns));
            var before = RandomMatrix.Make(3, rows, columns);
            var result = before.Values.ToArray();

            Products.ByLaneCount[laneCount](left.View, right.View, result, true, [], false);

            Error(left, right, result, (row, column) => before[row, column]).Should().BeLessThan(1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(LaneCounts))]
    public void Biases_are_added_and_what_is_below_zero_becomes_zero(int laneCount)
    {
        foreach (var (rows, columns, depth) in new[] { (7, 65, 9), (13, 10, 801), (65, 33, 63), (1, 48, 0) })
        {
            var (left, right) = (RandomMatrix.Make(1, rows, depth), RandomMatrix.Make(2, depth, columns));
            var biases = RandomMatrix.Make(3, 1, columns);
            var (result, rectified) = (new float[rows * columns], new float[rows * columns]);

            Products.ByLaneCount[laneCount](left.View, right.View, result, false, biases.Values, false);
            Products.ByLaneCount[laneCount](left.View, right.View, rectified, false, biases.Values, true);

            Error(left, right, result, (_, column) => biases[0, column]).Should().BeLessThan(1e-6);
            rectified.Should().Equal(result.Select(value => Math.Max(value, 0)));
        }
    }

    [Theory]
    [MemberData(nameof(LaneCounts))]
    public void A_value_that_is_not_a_number_stays_in_its_row_rectified_or_not(int laneCount)
    {
        var left = RandomMatrix.Make(1, 30, 20);
        left.Values[(20 * 13) + 5] = float.NaN;
        var result = new float[30 * 40];

        Products.ByLaneCount[laneCount](left.View, RandomMatrix.Make(2, 20, 40).View, result, false, [], true);

        result.Select(float.IsNaN).Should().Equal(Enumerable.Range(0, 30 * 40).Select(i => i / 40 == 13));
    }

    [Theory]
    [MemberData(nameof(LaneCounts))]
    public void Nothing_is_read_or_written_beside_matrices_that_begin_anywhere(int laneCount)
    {
        var (left, right) = (RandomMatrix.Make(1, 17, 19), RandomMatrix.Make(2, 19, 21));
        var expected = new float[17 * 21];
        Products.ByLaneCount[laneCount](left.View, right.View, expected, false, [], false);
        for (var offset = 1; offset < 5; offset++)
        {
            float[] Surround(float[] values) =>
                [.. Enumerable.Repeat(float.NaN, offset), .. values, .. Enumerable.Repeat(float.NaN, 40)];
            var result = Surround(new float[expected.Length]);

            Products.ByLaneCount[laneCount](
                new MatrixView(Surround(left.Values).AsSpan(offset, left.Values.Length), 17, 19),
                new MatrixView(Surround(right.Values).AsSpan(offset, right.Values.Length), 19, 21),
                result.AsSpan(offset, expected.Length), false, [], false);

            result.Should().Equal(Surround(expected));
        }
    }

    [Theory]
    [InlineData(0, 5, 3)]
    [InlineData(5, 0, 3)]
    [InlineData(5, 3, 0)]
    [InlineData(0, 0, 0)]
    public void An_empty_matrix_leaves_the_biases_what_was_there_or_zeros(int rows, int columns, int depth)
    {
        var (left, right) = (RandomMatrix.Make(1, rows, depth), RandomMatrix.Make(2, depth, columns));
        var (plain, added, biased) = (Filled(1), Filled(2), Filled(3));

        MatrixProduct.Multiply(left.View, right.View, plain);
        MatrixProduct.Multiply(left.View, right.View, added, accumulates: true);
        MatrixProduct.Multiply(left.View, right.View, biased, biases: Enumerable.Repeat(7f, columns).ToArray());

        plain.Should().Equal(Filled(0));
        added.Should().Equal(Filled(2));
        biased.Should().Equal(Filled(7));

        float[] Filled(float value) => Enumerable.Repeat(value, rows * columns).ToArray();
    }

    [Fact]
    public void Parts_of_rows_and_columns_give_the_same_bits_as_the_whole()
    {
        var (left, right) = (RandomMatrix.Make(1, 50, 900), RandomMatrix.Make(2, 900, 45));
        var whole = new float[50 * 45];
        MatrixProduct.Multiply(left.View, right.View, whole);

        var part = new float[11 * 14];
        MatrixProduct.Multiply(left.View.SliceRows(7, 11), right.View.SliceColumns(20, 14), part);

        part.Should().Equal(Enumerable.Range(0, 11 * 14).Select(i => whole[((7 + (i / 14)) * 45) + 20 + (i % 14)]));
    }

    [Fact]
    public void Vectors_of_every_length_and_the_product_of_sparse_rows_give_the_same_bits_where_the_processor_rounds_once()
    {
        if (!Fma.IsSupported && !AdvSimd.IsSupported)
        {
            return;
        }

        var (left, right) = (RandomMatrix.Make(1, 30, 900), RandomMatrix.Make(2, 900, 205));
        var biases = RandomMatrix.Make(3, 1, 205).Values;
        var expected = new float[30 * 205];
        for (var row = 0; row < 30; row++)
        {
            biases.CopyTo(expected.AsSpan(row * 205));
            var values = left.Values[(row * 900)..((row + 1) * 900)];
            SparseProduct.Add(SparseRows.Of(values), right.Values, expected.AsSpan(row * 205, 205));
        }

        foreach (var product in Products.ByLaneCount.Where(kind => kind.Key > 1).Select(kind => kind.Value))
        {
            var result = new float[30 * 205];
            product(left.View, right.View, result, false, biases, false);
            result.Should().Equal(expected);
        }
    }

    [Fact]
    public void Products_on_many_threads_at_once_do_not_disturb_each_other()
    {
        var (left, right) = (RandomMatrix.Make(1, 40, 500), RandomMatrix.Make(2, 500, 400));
        var expected = new float[40 * 400];
        MatrixProduct.Multiply(left.View, right.View, expected);

        Parallel.For(0, 64, _ =>
        {
            var result = new float[40 * 400];
            MatrixProduct.Multiply(left.View, right.View, result);
            result.AsSpan().SequenceEqual(expected).Should().BeTrue();
        });
    }

    [Fact]
    public void A_product_allocates_nothing()
    {
        var (left, right) = (RandomMatrix.Make(1, 100, 900), RandomMatrix.Make(2, 900, 500));
        var result = new float[100 * 500];

        Allocations.Least(() => MatrixProduct.Multiply(left.View, right.View, result)).Should().Be(0);
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        var (values, result) = (new float[12], new float[9]);

        var depth = () => MatrixProduct.Multiply(new MatrixView(values, 3, 4), new MatrixView(values, 3, 4), result);
        var room = () => MatrixProduct.Multiply(new MatrixView(values, 3, 4), new MatrixView(values, 4, 3), new float[8]);
        var biases = () => MatrixProduct.Multiply(
            new MatrixView(values, 3, 4), new MatrixView(values, 4, 3), result, biases: new float[2]);
        var both = () => MatrixProduct.Multiply(
            new MatrixView(values, 3, 4), new MatrixView(values, 4, 3), result, accumulates: true, biases: new float[3]);
        var inPlace = () => MatrixProduct.Multiply(
            new MatrixView(values, 3, 4), new MatrixView(new float[12], 4, 3), values.AsSpan(..9));

        depth.Should().Throw<ArgumentException>().WithMessage("*4 columns*3 rows*");
        room.Should().Throw<ArgumentException>().WithMessage("*3 x 3 values*8*");
        biases.Should().Throw<ArgumentException>().WithMessage("*2 biases for 3 columns*");
        both.Should().Throw<ArgumentException>().WithMessage("*has no biases*");
        inPlace.Should().Throw<ArgumentException>().WithMessage("*computed from*");
    }

    // The largest deviation from the product by its definition, as a share of what its values add up to without their signs.
    private static double Error(RandomMatrix left, RandomMatrix right, float[] result, Func<int, int, float> start)
    {
        var worst = 0.0;
        for (var row = 0; row < left.Rows; row++)
        {
            for (var column = 0; column < right.Columns; column++)
            {
                double sum = start(row, column);
                var size = Math.Abs(sum);
                for (var step = 0; step < left.Columns; step++)
                {
                    var product = (double)left[row, step] * right[step, column];
                    sum += product;
                    size += Math.Abs(product);
                }

                worst = Math.Max(worst, Math.Abs(result[(row * right.Columns) + column] - sum) / (size + 1e-9));
            }
        }

        return worst;
    }
}
