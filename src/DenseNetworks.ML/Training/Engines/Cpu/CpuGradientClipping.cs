using System.Numerics.Tensors;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Scales the gradients of a step down where their norm is too large. Each worker first measures its own gradients; when all
/// have done so, each clips its own.
/// </summary>
internal sealed class CpuGradientClipping(FloatBuffer gradients, double largestNorm, int workers)
{
    private readonly double[] _squares = new double[workers];

    public void Begin(int worker) => _squares[worker] = 0;

    /// <summary>Takes some of a worker's gradients into the norm.</summary>
    public void Measure(int worker, ParameterRange range) =>
        _squares[worker] += TensorPrimitives.SumOfSquares<float>(gradients.Slice(range.Start, range.Length));

    /// <summary>Scales some gradients down, if it has to be, when all are measured.</summary>
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
