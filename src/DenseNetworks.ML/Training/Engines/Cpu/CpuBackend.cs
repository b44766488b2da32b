namespace DenseNetworks.ML.Training;

/// <summary>The memory that a <see cref="CpuEngine"/> computes in, and products of matrices over it.</summary>
internal abstract class CpuBackend : IDisposable
{
    public abstract TrainingBackend Kind { get; }

    /// <summary>Gets where the buffers of an engine come from. It ends with the backend.</summary>
    public abstract FloatMemory Memory { get; }

    /// <summary>Makes a layer over a matrix of inputs.</summary>
    /// <param name="inputs">The inputs of a batch, <c>[rows, inputs]</c>.</param>
    /// <param name="inputDeltas">Receives the loss's derivatives by them; null if nobody asks.</param>
    /// <param name="place">Where the layer's weights and biases lie.</param>
    /// <param name="weights">All weights and biases.</param>
    /// <param name="gradients">Their gradients, or null for a layer that does not learn.</param>
    /// <param name="rows">How many rows there can be at once.</param>
    /// <param name="workers">The number of workers.</param>
    public abstract MatMulLayer MakeLayer(
        FloatBuffer inputs, FloatBuffer? inputDeltas, LayerLayout place, FloatBuffer weights, FloatBuffer? gradients, RowLimits rows,
        int workers);

    /// <summary>Called by each worker that is a thread of its own, before its work.</summary>
    public virtual void EnterThread()
    {
    }

    public void Dispose() => Memory.Dispose();
}
