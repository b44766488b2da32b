using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DenseNetworks.Network;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Implements Adam, as <see cref="AdamConstants"/> defines it, in one pass over the memory, which limits its speed. The weight
/// decay is in units of the learning rate. If there is an average, it is updated too.
/// </summary>
internal sealed class CpuAdam(
    FloatMemory memory, FloatBuffer parameters, FloatBuffer gradients, double weightDecay = 0, FloatBuffer? average = null)
{
    // In floats: these are still in the first-level cache when they are averaged.
    private const int AveragedAtOnce = 1024;

    // Without gradients, moments decay to denormal numbers, which are slow to process. Setting them to zero changes nothing,
    // because they are far smaller than epsilon.
    private const float Tiny = 1e-30f;

    private float _stepSize;
    private float _kept;
    private float _averageGain;

    public FloatBuffer FirstMoments { get; } = memory.AllocateZeros(parameters.Length);

    public FloatBuffer SecondMoments { get; } = memory.AllocateZeros(parameters.Length);

    /// <summary>
    /// Starts a step, counted from 1, which <see cref="Step(ParameterRange)"/> then performs for each range of parameters.
    /// </summary>
    public void BeginStep(long step, double learningRate, double averageDecay = 0)
    {
        _stepSize = AdamConstants.StepSize(learningRate, step);
        _kept = (float)(1 - (learningRate * weightDecay));
        _averageGain = (float)(1 - averageDecay);
    }

    /// <summary>Updates a range of parameters by its gradients. Ranges can be updated concurrently.</summary>
    public void Step(ParameterRange range) => Step(range.Start, range.Length, gradients.Slice(range.Start, range.Length));

    /// <summary>Updates a range of parameters by gradients that are stored elsewhere; empty if all are zero.</summary>
    public void Step(long start, int length, ReadOnlySpan<float> slopes)
    {
        if (average is null)
        {
            Move(start, length, slopes);
            return;
        }

        for (var done = 0; done < length; done += AveragedAtOnce)
        {
            var count = Math.Min(AveragedAtOnce, length - done);
            Move(start + done, count, slopes.IsEmpty ? [] : slopes.Slice(done, count));
            var averages = average.Slice(start + done, count);
            TensorPrimitives.Lerp(averages, parameters.Slice(start + done, count), _averageGain, averages);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Move(long start, int length, ReadOnlySpan<float> slopes)
    {
        var values = parameters.Slice(start, length);
        var means = FirstMoments.Slice(start, length);
        var variances = SecondMoments.Slice(start, length);
        var i = 0;
        for (; i <= length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var (mean, variance) = (Load(means, i), Load(variances, i));
            var slope = slopes.IsEmpty ? Vector256<float>.Zero : Load(slopes, i);
            mean = Vectors.MultiplyAdd(Vector256.Create(AdamConstants.Gain1), slope - mean, mean);
            variance = Vectors.MultiplyAdd(Vector256.Create(AdamConstants.Gain2), (slope * slope) - variance, variance);
            var move = mean / (Vector256.Sqrt(variance) + Vector256.Create(AdamConstants.Epsilon));
            Store(WithoutTiny(mean), means, i);
            Store(WithoutTiny(variance), variances, i);
            var kept = Vector256.Create(_kept) * Load(values, i);
            Store(Vectors.MultiplyAdd(Vector256.Create(-_stepSize), move, kept), values, i);
        }

        for (; i < length; i++)
        {
            var slope = slopes.IsEmpty ? 0 : slopes[i];
            var mean = means[i] + (AdamConstants.Gain1 * (slope - means[i]));
            var variance = variances[i] + (AdamConstants.Gain2 * ((slope * slope) - variances[i]));
            means[i] = MathF.Abs(mean) > Tiny ? mean : 0;
            variances[i] = variance > Tiny ? variance : 0;
            values[i] = (_kept * values[i]) - (_stepSize * mean / (MathF.Sqrt(variance) + AdamConstants.Epsilon));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> WithoutTiny(Vector256<float> values) =>
        values & Vector256.GreaterThan(Vector256.Abs(values), Vector256.Create(Tiny));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Load(ReadOnlySpan<float> values, int index) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<float> vector, Span<float> values, int index) =>
        vector.StoreUnsafe(ref MemoryMarshal.GetReference(values), (nuint)index);
}
