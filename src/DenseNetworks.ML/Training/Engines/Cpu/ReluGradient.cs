using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DenseNetworks.ML.Training;

/// <summary>The gradient of rectified linear units.</summary>
internal static class ReluGradient
{
    /// <summary>Keeps the derivatives of positive outputs, and sets the others to zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(ReadOnlySpan<float> outputs, Span<float> deltas)
    {
        deltas = deltas[..outputs.Length];
        ref var output = ref MemoryMarshal.GetReference(outputs);
        ref var delta = ref MemoryMarshal.GetReference(deltas);
        var i = 0;
        for (; i <= outputs.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var isOn = Vector256.GreaterThan(Vector256.LoadUnsafe(ref output, (nuint)i), Vector256<float>.Zero);
            (isOn & Vector256.LoadUnsafe(ref delta, (nuint)i)).StoreUnsafe(ref delta, (nuint)i);
        }

        for (; i < outputs.Length; i++)
        {
            deltas[i] = outputs[i] > 0 ? deltas[i] : 0;
        }
    }
}
