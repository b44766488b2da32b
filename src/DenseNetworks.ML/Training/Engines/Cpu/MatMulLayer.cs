namespace DenseNetworks.ML.Training;

/// <summary>A layer over a matrix of inputs.</summary>
internal abstract class MatMulLayer(
    FloatMemory memory, LayerLayout place, FloatBuffer weights, FloatBuffer? gradients, RowLimits rows, int workers)
    : CpuLayer(memory, place, weights, gradients, rows, workers)
{
    /// <summary>Computes the derivatives by the inputs, for a worker's rows.</summary>
    public abstract void PropagateBack(int worker);
}
