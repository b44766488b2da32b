namespace DenseNetworks.ML.Training;

/// <summary>A layer with a dense matrix of inputs.</summary>
internal abstract class MatMulLayer(
    FloatMemory memory, LayerLayout place, FloatBuffer weights, FloatBuffer? gradients, RowLimits rows, int workers)
    : CpuLayer(memory, place, weights, gradients, rows, workers)
{
    /// <summary>Computes the derivatives with respect to the inputs, for the rows of a worker.</summary>
    public abstract void PropagateBack(int worker);
}
