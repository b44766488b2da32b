using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>Memory that libtorch sees as tensors and managed code as spans.</summary>
internal sealed class TensorFloats : FloatMemory
{
    private readonly DisposeScope _scope = torch.NewDisposeScope();

    /// <summary>Gets the floats of a buffer as libtorch sees them, <c>[Length]</c>.</summary>
    public static torch.Tensor TensorOf(FloatBuffer buffer) => ((Buffer)buffer).Tensor;

    /// <summary>Makes a view of some of the floats of a buffer as a matrix, row by row.</summary>
    public static torch.Tensor View(FloatBuffer buffer, long start, long rows, long columns)
    {
        using var part = TensorOf(buffer).narrow(0, start, rows * columns);
        return part.view(rows, columns);
    }

    public override FloatBuffer Allocate(long length) =>
        new Buffer(this, torch.empty(length, dtype: torch.ScalarType.Float32, device: torch.CPU));

    public override FloatBuffer AllocateZeros(long length) =>
        new Buffer(this, torch.zeros(length, dtype: torch.ScalarType.Float32, device: torch.CPU));

    public override void Dispose() => _scope.Dispose();

    private sealed unsafe class Buffer(TensorFloats memory, torch.Tensor tensor) : FloatBuffer(AddressOf(tensor), tensor.shape[0])
    {
        public torch.Tensor Tensor => tensor;

        public override IFlatNumbers MakeLike() => memory.Allocate(Length);

        public override void Free() => tensor.Dispose();

        private static float* AddressOf(torch.Tensor tensor)
        {
            using var first = tensor.narrow(0, 0, Math.Min(1, tensor.shape[0])); // a span over everything could be too long
            fixed (byte* address = first.bytes)
            {
                return (float*)address; // native memory: it does not move
            }
        }
    }
}
