using System.Runtime.Intrinsics;

namespace DenseNetworks.Network;

/// <summary>
/// Products of matrices. Safe to call from many threads at once; each call works on its own thread alone, and allocates nothing
/// after the first ones.
/// </summary>
/// <remarks>
/// <para>A result is computed tile by tile: 12 rows and 32 columns where vectors have 16 floats. The sums of a tile fill the
/// registers, so that a step in depth loads 12 + 32 values and does 384 multiplications with them. What slows a product down is
/// the way of the values to the registers, and three things keep it short: the right matrix is copied first, panel by panel,
/// into the order in which it is read; what is copied at once stays in the second-level cache while all rows meet it; and the
/// left matrix is copied too where many panels read it again, or where it lies column by column.</para>
/// <para>Each sum begins with the bias, or with what was there, and goes through the depth in ascending order, one
/// multiplication and addition at a time, as <see cref="SparseProduct"/> does. So it does not depend on where a row stands or
/// on how rows and columns are shared out among threads, and where the processor rounds once (FMA) not on the length of its
/// vectors either.</para>
/// </remarks>
internal static class MatrixProduct
{
    /// <summary>Gets the number of floats in the vectors that this machine multiplies by; 1 where it has none.</summary>
    public static int LaneCount => Vector512.IsHardwareAccelerated ? Lanes512.Count
        : Vector256.IsHardwareAccelerated ? Lanes256.Count
        : Vector128.IsHardwareAccelerated ? Lanes128.Count
        : SingleLane.Count;

    /// <summary>Writes <c>left · right</c> row by row.</summary>
    /// <param name="left">The left matrix, <c>[rows, depth]</c>.</param>
    /// <param name="right">The right matrix, <c>[depth, columns]</c>.</param>
    /// <param name="result">Receives the product, <c>[rows, columns]</c>. It may not overlap the others.</param>
    /// <param name="accumulates">Whether the product is added to what is there. Without biases.</param>
    /// <param name="biases">What is added to each row, <c>[columns]</c>, or nothing.</param>
    /// <param name="isRectified">Whether what is below 0 becomes 0 in the end.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other.</exception>
    public static void Multiply(
        MatrixView left, MatrixView right, Span<float> result, bool accumulates = false, ReadOnlySpan<float> biases = default,
        bool isRectified = false)
    {
        Check(left, right, result, accumulates, biases);
        if (result.IsEmpty)
        {
            return;
        }

        if (LaneCount == Lanes512.Count)
        {
            BlockedProduct<Vector512<float>, Lanes512>.Multiply(left, right, result, accumulates, biases, isRectified);
        }
        else if (LaneCount == Lanes256.Count)
        {
            BlockedProduct<Vector256<float>, Lanes256>.Multiply(left, right, result, accumulates, biases, isRectified);
        }
        else if (LaneCount == Lanes128.Count)
        {
            BlockedProduct<Vector128<float>, Lanes128>.Multiply(left, right, result, accumulates, biases, isRectified);
        }
        else
        {
            BlockedProduct<float, SingleLane>.Multiply(left, right, result, accumulates, biases, isRectified);
        }
    }

    private static void Check(
        MatrixView left, MatrixView right, Span<float> result, bool accumulates, ReadOnlySpan<float> biases)
    {
        if (left.Columns != right.Rows)
        {
            throw new ArgumentException(
                $"A matrix of {left.Columns} columns cannot be multiplied with one of {right.Rows} rows.", nameof(right));
        }

        if (result.Length != (long)left.Rows * right.Columns)
        {
            throw new ArgumentException(
                $"The product has {left.Rows} x {right.Columns} values, but there is room for {result.Length}.",
                nameof(result));
        }

        if (!biases.IsEmpty && (accumulates || biases.Length != right.Columns))
        {
            throw new ArgumentException(
                accumulates
                    ? "A product that is added to what is there has no biases."
                    : $"There are {biases.Length} biases for {right.Columns} columns.",
                nameof(biases));
        }

        if (result.Overlaps(left.Values) || result.Overlaps(right.Values))
        {
            throw new ArgumentException("The product may not lie where it is computed from.", nameof(result));
        }
    }
}
