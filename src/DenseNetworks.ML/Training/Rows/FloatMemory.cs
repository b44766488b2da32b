namespace DenseNetworks.ML.Training;

/// <summary>Allocates buffers, which live as long as this object. Not thread-safe.</summary>
internal abstract class FloatMemory : IDisposable
{
    /// <summary>Allocates a buffer. Its contents are undefined, and pages that are never written take no memory.</summary>
    public abstract FloatBuffer Allocate(long length);

    public abstract FloatBuffer AllocateZeros(long length);

    /// <summary>Allocates a buffer for values of each row of a batch.</summary>
    /// <exception cref="NotSupportedException">There are more values than a span can hold.</exception>
    public FloatBuffer AllocateRows(int rows, int width) => (long)rows * width <= Array.MaxLength
        ? Allocate((long)rows * width)
        : throw new NotSupportedException(
            $"A batch of {rows} rows has {(long)rows * width} values in a layer of {width}, but at most {Array.MaxLength} " +
            "are possible. Use a smaller BatchSize.");

    public abstract void Dispose();
}
