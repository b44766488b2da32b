namespace DenseNetworks.ML.Training;

/// <summary>Where buffers come from. They end with it. For one thread at a time.</summary>
internal abstract class FloatMemory : IDisposable
{
    /// <summary>Makes a buffer. What is in it at first is left open, and what is never written takes no memory.</summary>
    public abstract FloatBuffer Allocate(long length);

    /// <summary>Makes a buffer of zeros.</summary>
    public abstract FloatBuffer AllocateZeros(long length);

    /// <summary>Makes a buffer for some values of each row of a batch.</summary>
    /// <exception cref="NotSupportedException">There are more values than a span can hold.</exception>
    public FloatBuffer AllocateRows(int rows, int width) => (long)rows * width <= Array.MaxLength
        ? Allocate((long)rows * width)
        : throw new NotSupportedException(
            $"A batch of {rows} rows has {(long)rows * width} values in a layer of {width}, and at most {Array.MaxLength} are " +
            "possible. Use a smaller BatchSize.");

    public abstract void Dispose();
}
