using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>Allocates memory that libtorch sees as tensors and managed code as spans.</summary>
internal sealed class TensorFloats : FloatMemory
{
    private readonly DisposeScope _scope = torch.NewDisposeScope();

    /// <summary>Gets the tensor of a buffer, <c>[Length]</c>.</summary>
    public static torch.Tensor TensorOf(FloatBuffer buffer) => ((Buffer)buffer).Tensor;

    /// <summary>Creates a view of a range of a buffer as a matrix, stored by rows.</summary>
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

    private sealed unsafe class Buffer(TensorFloats memory, torch.Tensor tensor)
        : FloatBuffer(AddressOf(tensor), tensor.shape[0])
    {
        public torch.Tensor Tensor => tensor;

        public override IFlatNumbers MakeLike() => memory.Allocate(Length);

        public override void Free() => tensor.Dispose();

        private static float* AddressOf(torch.Tensor tensor)
        {
            using var first = tensor.narrow(0, 0, Math.Min(1, tensor.shape[0])); // a span over all of it could be too long
            fixed (byte* address = first.bytes)
            {
                return (float*)address; // native memory does not move
            }
        }
    }
}
