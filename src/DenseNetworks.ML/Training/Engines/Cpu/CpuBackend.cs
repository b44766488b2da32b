namespace DenseNetworks.ML.Training;

/// <summary>Provides the memory of a <see cref="CpuEngine"/>, and layers that multiply matrices in it.</summary>
internal abstract class CpuBackend : IDisposable
{
    public abstract TrainingBackend Kind { get; }

    /// <summary>Gets the memory for the buffers of an engine. It lives as long as the backend.</summary>
    public abstract FloatMemory Memory { get; }

    /// <summary>
    /// Creates a layer with a dense matrix of inputs, <c>[rows, inputs]</c>. It writes the derivatives with respect to them,
    /// unless <paramref name="inputDeltas"/> is null, and does not learn if <paramref name="gradients"/> is null.
    /// </summary>
    public abstract MatMulLayer MakeLayer(
        FloatBuffer inputs, FloatBuffer? inputDeltas, LayerLayout place, FloatBuffer weights, FloatBuffer? gradients,
        RowLimits rows, int workers);

    /// <summary>Called by each worker thread before it starts work.</summary>
    public virtual void EnterThread()
    {
    }

    public void Dispose() => Memory.Dispose();
}
