using System.Numerics.Tensors;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Clips the gradients of a step to a maximum norm. Each worker first measures its own gradients; when all have done so, each
/// clips its own.
/// </summary>
internal sealed class CpuGradientClipping(FloatBuffer gradients, double largestNorm, int workers)
{
    private readonly double[] _squares = new double[workers];

    public void Begin(int worker) => _squares[worker] = 0;

    /// <summary>Adds a range of the gradients of a worker to the norm.</summary>
    public void Measure(int worker, ParameterRange range) =>
        _squares[worker] += TensorPrimitives.SumOfSquares<float>(gradients.Slice(range.Start, range.Length));

    /// <summary>Scales down a range of gradients if necessary, after all have been measured.</summary>
    public void Clip(ParameterRange range)
    {
        var norm = Math.Sqrt(_squares.Sum());
        if (norm > largestNorm)
        {
            var slopes = gradients.Slice(range.Start, range.Length);
            TensorPrimitives.Multiply(slopes, (float)(largestNorm / norm), slopes);
        }
    }
}
