using System.Numerics.Tensors;

namespace DenseNetworks.ML.Training;

/// <summary>Floats in native memory, which does not move. They live as long as their <see cref="FloatMemory"/>.</summary>
internal abstract unsafe class FloatBuffer : IFlatNumbers
{
    // In floats: the buffer may be longer than a span.
    private const int ChunkLength = 1 << 20;

    private readonly float* _first;

    protected FloatBuffer(float* first, long length)
    {
        _first = first;
        Length = length;
    }

    public long Length { get; }

    /// <summary>Gets a range of the floats. Do not use it after the buffer is freed.</summary>
    public Span<float> Slice(long start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + length, Length, nameof(length));
        return new Span<float>(_first + start, length);
    }

    public void Read(long start, Span<float> destination) => Slice(start, destination.Length).CopyTo(destination);

    public void Write(long start, ReadOnlySpan<float> source) => source.CopyTo(Slice(start, source.Length));

    public void CopyFrom(IFlatNumbers other)
    {
        for (long start = 0; start < Length; start += ChunkLength)
        {
            ((FloatBuffer)other).Chunk(start).CopyTo(Chunk(start));
        }
    }

    public void ExchangeWith(IFlatNumbers other)
    {
        var held = new float[Math.Min(Length, ChunkLength)];
        for (long start = 0; start < Length; start += ChunkLength)
        {
            var own = Chunk(start);
            var others = ((FloatBuffer)other).Chunk(start);
            own.CopyTo(held);
            others.CopyTo(own);
            held.AsSpan(0, own.Length).CopyTo(others);
        }
    }

    public bool AreFinite()
    {
        for (long start = 0; start < Length; start += ChunkLength)
        {
            // A sum is finite only if all its terms are.
            if (!float.IsFinite(TensorPrimitives.Sum<float>(Chunk(start))))
            {
                return false;
            }
        }

        return true;
    }

    public abstract IFlatNumbers MakeLike();

    public abstract void Free();

    private Span<float> Chunk(long start) => Slice(start, (int)Math.Min(ChunkLength, Length - start));
}
