using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DenseNetworks.Network;
using Product = DenseNetworks.Network.MatrixProduct;

namespace Mnist.Classifier.Benchmarks;

/// <summary>How many operations one core does in a second at most: as many sums as keep it busy, all in registers.</summary>
internal static class PeakRate
{
    private const int Steps = 100_000;
    private const int Sums = 12;

    private static float _sink;

    /// <summary>Measures operations a second; a multiplication and an addition are two.</summary>
    public static double Measure()
    {
        var lanes = Product.LaneCount;
        var seconds = Clock.Seconds(() => _sink = lanes switch
        {
            16 => Run<Vector512<float>, Lanes512>(),
            8 => Run<Vector256<float>, Lanes256>(),
            4 => Run<Vector128<float>, Lanes128>(),
            _ => Run<float, SingleLane>(),
        });
        return 2.0 * lanes * Sums * Steps / seconds;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run<TVector, TLanes>()
        where TVector : unmanaged
        where TLanes : struct, ILanes<TVector>
    {
        var (factor, step) = (TLanes.Repeat(0.999f), TLanes.Repeat(0.001f));
        TVector a = factor, b = factor, c = factor, d = factor, e = factor, f = factor;
        TVector g = factor, h = factor, i = factor, j = factor, k = factor, l = factor;
        for (var count = 0; count < Steps; count++)
        {
            a = TLanes.MultiplyAdd(a, factor, step);
            b = TLanes.MultiplyAdd(b, factor, step);
            c = TLanes.MultiplyAdd(c, factor, step);
            d = TLanes.MultiplyAdd(d, factor, step);
            e = TLanes.MultiplyAdd(e, factor, step);
            f = TLanes.MultiplyAdd(f, factor, step);
            g = TLanes.MultiplyAdd(g, factor, step);
            h = TLanes.MultiplyAdd(h, factor, step);
            i = TLanes.MultiplyAdd(i, factor, step);
            j = TLanes.MultiplyAdd(j, factor, step);
            k = TLanes.MultiplyAdd(k, factor, step);
            l = TLanes.MultiplyAdd(l, factor, step);
        }

        return TLanes.Sum(a) + TLanes.Sum(b) + TLanes.Sum(c) + TLanes.Sum(d) + TLanes.Sum(e) + TLanes.Sum(f)
            + TLanes.Sum(g) + TLanes.Sum(h) + TLanes.Sum(i) + TLanes.Sum(j) + TLanes.Sum(k) + TLanes.Sum(l);
    }
}
