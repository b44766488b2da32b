using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Floats that libtorch sees as a tensor and managed code as a span. They end with the dispose scope in which they are
/// made.
/// </summary>
internal sealed unsafe class FloatBuffer
{
    private readonly float* _first;

    /// <summary>Makes a buffer. What is in it at first is left open.</summary>
    public FloatBuffer(long length)
        : this(torch.empty(length, dtype: torch.ScalarType.Float32, device: torch.CPU))
    {
    }

    /// <summary>Makes a buffer of the floats of a tensor: float32 on the CPU, side by side in memory.</summary>
    public FloatBuffer(torch.Tensor tensor)
    {
        Tensor = tensor;
        Length = tensor.shape[0];
        using var first = tensor.narrow(0, 0, Math.Min(1, Length)); // a span over everything could be too long
        fixed (byte* address = first.bytes)
        {
            _first = (float*)address; // native memory: it does not move
        }
    }

    /// <summary>Gets the floats as libtorch sees them.</summary>
    public torch.Tensor Tensor { get; }

    public long Length { get; }

    public static FloatBuffer Zeros(long length) => new(torch.zeros(length, dtype: torch.ScalarType.Float32, device: torch.CPU));

    /// <summary>Gets some of the floats. Not to be used after the buffer's end.</summary>
    public Span<float> Slice(long start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + length, Length, nameof(length));
        return new Span<float>(_first + start, length);
    }

    /// <summary>Makes a view of some of the floats as a matrix, row by row.</summary>
    public torch.Tensor View(long start, long rows, long columns)
    {
        using var part = Tensor.narrow(0, start, rows * columns);
        return part.view(rows, columns);
    }
}
