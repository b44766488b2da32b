using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Computes products with libtorch, in its own memory. It disposes every tensor that the thread creates before it is disposed.
/// </summary>
internal sealed class LibTorchBackend : CpuBackend
{
    public override TrainingBackend Kind => TrainingBackend.LibTorch;

    public override FloatMemory Memory { get; } = new TensorFloats();

    public override MatMulLayer MakeLayer(
        FloatBuffer inputs, FloatBuffer? inputDeltas, LayerLayout place, FloatBuffer weights, FloatBuffer? gradients,
        RowLimits rows, int workers) =>
        new TensorMatMulLayer(Memory, inputs, inputDeltas, place, weights, gradients, rows, workers);

    // libtorch uses one thread per worker, because the engine divides the work itself.
    public override void EnterThread() => torch.set_num_threads(1);
}
