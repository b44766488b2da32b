namespace DenseNetworks.ML.Training;

/// <summary>Computes products in managed code, which requires only .NET.</summary>
internal sealed class ManagedBackend : CpuBackend
{
    public override TrainingBackend Kind => TrainingBackend.Managed;

    public override FloatMemory Memory { get; } = new NativeFloats();

    public override MatMulLayer MakeLayer(
        FloatBuffer inputs, FloatBuffer? inputDeltas, LayerLayout place, FloatBuffer weights, FloatBuffer? gradients,
        RowLimits rows, int workers) =>
        new ManagedMatMulLayer(Memory, inputs, inputDeltas, place, weights, gradients, rows, workers);
}
