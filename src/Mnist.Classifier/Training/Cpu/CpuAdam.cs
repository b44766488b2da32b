using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mnist.Classifier.Network;

namespace Mnist.Classifier.Training;

/// <summary>
/// Adam as <see cref="AdamConstants"/> has it, in one pass over the memory, which is what a step takes its time for.
/// </summary>
/// <param name="parameters">What is learned.</param>
/// <param name="gradients">The gradients of <paramref name="parameters"/>.</param>
internal sealed class CpuAdam(FloatBuffer parameters, FloatBuffer gradients)
{
    private readonly FloatBuffer _firstMoments = FloatBuffer.Zeros(parameters.Length);
    private readonly FloatBuffer _secondMoments = FloatBuffer.Zeros(parameters.Length);
    private long _step;
    private float _stepSize;

    /// <summary>Begins a step. <see cref="Step"/> then takes it for each part of the parameters.</summary>
    public void BeginStep(double learningRate)
    {
        _step++;
        _stepSize = AdamConstants.StepSize(learningRate, _step);
    }

    /// <summary>Moves some of the parameters against their gradients. Parts can be moved side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(long start, int length)
    {
        var values = parameters.Slice(start, length);
        var slopes = gradients.Slice(start, length);
        var means = _firstMoments.Slice(start, length);
        var variances = _secondMoments.Slice(start, length);
        var i = 0;
        for (; i <= length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var (mean, variance) = (Load(means, i), Load(variances, i));
            var slope = Load(slopes, i);
            mean = Vectors.MultiplyAdd(Vector256.Create(AdamConstants.Gain1), slope - mean, mean);
            variance = Vectors.MultiplyAdd(Vector256.Create(AdamConstants.Gain2), (slope * slope) - variance, variance);
            var move = mean / (Vector256.Sqrt(variance) + Vector256.Create(AdamConstants.Epsilon));
            Store(mean, means, i);
            Store(variance, variances, i);
            Store(Vectors.MultiplyAdd(Vector256.Create(-_stepSize), move, Load(values, i)), values, i);
        }

        for (; i < length; i++)
        {
            means[i] += AdamConstants.Gain1 * (slopes[i] - means[i]);
            variances[i] += AdamConstants.Gain2 * ((slopes[i] * slopes[i]) - variances[i]);
            values[i] -= _stepSize * means[i] / (MathF.Sqrt(variances[i]) + AdamConstants.Epsilon);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Load(Span<float> values, int index) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<float> vector, Span<float> values, int index) =>
        vector.StoreUnsafe(ref MemoryMarshal.GetReference(values), (nuint)index);
}
