namespace DenseNetworks.ML.Training;

/// <summary>How many rows there can be at once: in a step, and in a step or an evaluation, at least as many.</summary>
internal readonly record struct RowLimits(int Learned, int Evaluated)
{
    /// <summary>Makes a buffer for some values of each row.</summary>
    /// <exception cref="NotSupportedException">There are more values than a span can hold.</exception>
    public static FloatBuffer MakeBuffer(int rows, int width) => (long)rows * width <= Array.MaxLength
        ? new FloatBuffer((long)rows * width)
        : throw new NotSupportedException(
            $"A batch of {rows} rows has {(long)rows * width} values in a layer of {width}, and at most {Array.MaxLength} are " +
            "possible. Use a smaller BatchSize.");
}
