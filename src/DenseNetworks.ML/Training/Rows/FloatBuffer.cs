using TorchSharp;

namespace DenseNetworks.ML.Training;

/// <summary>
/// Floats that libtorch sees as a tensor and managed code as a span. They end with the dispose scope in which they are
/// made.
/// </summary>
internal sealed unsafe class FloatBuffer
{
    private readonly torch.Tensor _tensor;
    private readonly float* _first;

    /// <summary>Makes a buffer. What is in it at first is left open.</summary>
    /// <param name="length">The number of floats.</param>
    public FloatBuffer(long length)
    {
        Length = length;
        _tensor = torch.empty(length, dtype: torch.ScalarType.Float32, device: torch.CPU);
        using var first = _tensor.narrow(0, 0, Math.Min(1, length)); // a span over everything could be too long
        fixed (byte* address = first.bytes)
        {
            _first = (float*)address; // native memory: it does not move
        }
    }

    /// <summary>Gets the number of floats.</summary>
    public long Length { get; }

    /// <summary>Makes a buffer of zeros.</summary>
    public static FloatBuffer Zeros(long length)
    {
        var buffer = new FloatBuffer(length);
        buffer._tensor.zero_();
        return buffer;
    }

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
        using var part = _tensor.narrow(0, start, rows * columns);
        return part.view(rows, columns);
    }

    /// <summary>Gives the memory back before the scope ends.</summary>
    public void Release() => _tensor.Dispose();

    /// <summary>Copies all floats from a buffer of the same length.</summary>
    public void CopyFrom(FloatBuffer other) => _tensor.copy_(other._tensor);

    /// <summary>Tells whether every float is a finite number.</summary>
    public bool IsFinite()
    {
        using var sum = _tensor.sum();
        return float.IsFinite(sum.item<float>());
    }
}
