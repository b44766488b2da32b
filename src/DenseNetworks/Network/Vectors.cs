using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace DenseNetworks.Network;

/// <summary>Provides operations that <see cref="Vector256"/> lacks in .NET 8.</summary>
internal static class Vectors
{
    /// <summary>Computes <c>a · b + c</c>, with a single rounding if the processor supports it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) =>
        Fma.IsSupported ? Fma.MultiplyAdd(a, b, c)
        : !AdvSimd.IsSupported ? (a * b) + c
        : Vector256.Create(
            AdvSimd.FusedMultiplyAdd(c.GetLower(), a.GetLower(), b.GetLower()),
            AdvSimd.FusedMultiplyAdd(c.GetUpper(), a.GetUpper(), b.GetUpper()));

    /// <summary>Computes <c>a · b + c</c>, rounded as the vector version is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MultiplyAdd(float a, float b, float c) =>
        Fma.IsSupported || AdvSimd.IsSupported ? MathF.FusedMultiplyAdd(a, b, c) : (a * b) + c;
}
