using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>Products by libtorch, over memory of its own. Every tensor that the thread makes before the end ends with it.</summary>
internal sealed class LibTorchBackend : CpuBackend
{
    public override TrainingBackend Kind => TrainingBackend.LibTorch;

    public override FloatMemory Memory { get; } = new TensorFloats();

    public override MatMulLayer MakeLayer(
        FloatBuffer inputs, FloatBuffer? inputDeltas, LayerLayout place, FloatBuffer weights, FloatBuffer? gradients, RowLimits rows,
        int workers) => new TensorMatMulLayer(Memory, inputs, inputDeltas, place, weights, gradients, rows, workers);

    // In each thread libtorch works alone: the engine shares out the work itself.
    public override void EnterThread() => torch.set_num_threads(1);
}
