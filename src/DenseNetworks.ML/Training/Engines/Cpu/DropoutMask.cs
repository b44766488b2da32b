using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Implements <see cref="TrainingRecipe.Dropout"/>. A hash of the seed, the step, the layer, the row and the unit determines
/// whether a unit is dropped. There is no state, so the result does not depend on the threads or their order. Safe for use from
/// multiple threads.
/// </summary>
internal sealed class DropoutMask(double share, int seed)
{
    // An odd number near 2^32 divided by the golden ratio, whose multiples are spread evenly.
    private const uint Stride = 0x9E3779B9;

    private const int Lanes = 8;

    // Hashes, read as signed numbers, are below this for the share of units to drop.
    private readonly int _threshold = (int)(int.MinValue + (long)(share * (1L << 32)));
    private readonly float _scale = (float)(1 / (1 - share));

    /// <summary>Sets the outputs, <c>[rows, width]</c>, of dropped units to zero, and scales those of the others.</summary>
    public void Apply(Span<float> outputs, int width, long step, int layer, int firstRow)
    {
        var key = Mix((uint)seed);
        key = Mix(key + (uint)step);
        key = Mix(key + (uint)(step >> 32));
        key = Mix(key + (uint)layer);
        for (var row = 0; row < outputs.Length / width; row++)
        {
            Apply(outputs.Slice(row * width, width), Mix(key + (uint)(firstRow + row)));
        }
    }

    /// <summary>
    /// Scales derivatives as the outputs are scaled. Those of dropped units are set to zero by <see cref="ReluGradient"/>.
    /// </summary>
    public void Differentiate(Span<float> deltas) => TensorPrimitives.Multiply(deltas, _scale, deltas);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Apply(Span<float> outputs, uint key)
    {
        ref var output = ref MemoryMarshal.GetReference(outputs);
        var counters = Vector256.Create(key) + (Vector256.Create(0u, 1, 2, 3, 4, 5, 6, 7) * Stride);
        var unit = 0;
        for (; unit <= outputs.Length - Lanes; unit += Lanes)
        {
            var isDropped = Vector256.LessThan(Mix(counters).AsInt32(), Vector256.Create(_threshold)).AsSingle();
            var scaled = Vector256.LoadUnsafe(ref output, (nuint)unit) * Vector256.Create(_scale);
            Vector256.AndNot(scaled, isDropped).StoreUnsafe(ref output, (nuint)unit);
            counters += Vector256.Create(unchecked(Lanes * Stride));
        }

        for (; unit < outputs.Length; unit++)
        {
            outputs[unit] = (int)Mix(key + ((uint)unit * Stride)) < _threshold ? 0 : outputs[unit] * _scale;
        }
    }

    // The finalizer of MurmurHash3 (A. Appleby, public domain, https://github.com/aappleby/smhasher): changing one input bit
    // changes each output bit with a probability of about one half.
    private static uint Mix(uint value)
    {
        value = (value ^ (value >> 16)) * 0x85EBCA6B;
        value = (value ^ (value >> 13)) * 0xC2B2AE35;
        return value ^ (value >> 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Mix(Vector256<uint> values)
    {
        values = (values ^ (values >>> 16)) * 0x85EBCA6B;
        values = (values ^ (values >>> 13)) * 0xC2B2AE35;
        return values ^ (values >>> 16);
    }
}
