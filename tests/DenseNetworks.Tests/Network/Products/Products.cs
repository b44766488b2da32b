using System.Runtime.Intrinsics;
using DenseNetworks.Network;

namespace DenseNetworks.Tests.Network;

internal static class Products
{
    public delegate void Product(
        MatrixView left, MatrixView right, Span<float> result, bool accumulates, ReadOnlySpan<float> biases, bool isRectified);

    /// <summary>Gets the products by vectors of each number of floats that the machine has.</summary>
    public static Dictionary<int, Product> ByLaneCount { get; } = new Dictionary<int, Product>()
    {
        [16] = BlockedProduct<Vector512<float>, Lanes512>.Multiply,
        [8] = BlockedProduct<Vector256<float>, Lanes256>.Multiply,
        [4] = BlockedProduct<Vector128<float>, Lanes128>.Multiply,
        [1] = BlockedProduct<float, SingleLane>.Multiply,
    }.Where(kind => kind.Key <= MatrixProduct.LaneCount).ToDictionary();
}
