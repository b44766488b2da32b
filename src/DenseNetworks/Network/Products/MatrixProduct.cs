using System.Runtime.Intrinsics;

namespace DenseNetworks.Network;

/// <summary>
/// Multiplies matrices. Safe to call from multiple threads; each call runs on its own thread and allocates no memory after the
/// first calls.
/// </summary>
/// <remarks>
/// <para>The result is computed in tiles, of 12 rows and 32 columns if vectors have 16 floats. The sums of a tile fill the
/// registers, so that each step in depth loads 12 + 32 values and performs 384 multiplications. The bottleneck is moving values
/// to the registers. To reduce that, the right matrix is first copied, panel by panel, into the order in which it is read; each
/// part that is copied stays in the second-level cache while all rows are multiplied by it; and the left matrix is copied too
/// if many panels read it, or if it is stored by columns.</para>
/// <para>Each sum starts from the bias, or from the present value, and goes through the depth in ascending order, one
/// multiplication and addition at a time, as in <see cref="SparseProduct"/>. So it does not depend on the position of a row, or
/// on how rows and columns are divided among threads. With fused multiplication and addition (FMA), it does not depend on the
/// vector length either.</para>
/// </remarks>
internal static class MatrixProduct
{
    /// <summary>Gets the number of floats in the vectors that this machine uses; 1 if it has none.</summary>
    public static int LaneCount => Vector512.IsHardwareAccelerated ? Lanes512.Count
        : Vector256.IsHardwareAccelerated ? Lanes256.Count
        : Vector128.IsHardwareAccelerated ? Lanes128.Count
        : SingleLane.Count;

    /// <summary>Computes <c>left · right</c>, stored by rows.</summary>
    /// <param name="left">The left matrix, <c>[rows, depth]</c>.</param>
    /// <param name="right">The right matrix, <c>[depth, columns]</c>.</param>
    /// <param name="result">Receives the product, <c>[rows, columns]</c>. It must not overlap the operands.</param>
    /// <param name="accumulates">Whether to add the product to the present values. Biases are not allowed then.</param>
    /// <param name="biases">The biases to add to each row, <c>[columns]</c>; or empty.</param>
    /// <param name="isRectified">Whether to apply ReLU to the result.</param>
    /// <exception cref="ArgumentException">The sizes do not match.</exception>
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
