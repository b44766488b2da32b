namespace Mnist.Digits.Pictures;

/// <summary>A picture whose pixels are numbers to calculate with.</summary>
/// <param name="width">How many columns, at least 1.</param>
/// <param name="height">How many rows, at least 1.</param>
/// <param name="values">Row by row from the top left; used, not copied.</param>
internal sealed class Plane(int width, int height, float[] values)
{
    public Plane(int width, int height)
        : this(width, height, new float[width * height])
    {
    }

    public int Width { get; } = width;

    public int Height { get; } = height;

    public float[] Values { get; } = values;

    public int LongestSide => Math.Max(Width, Height);

    public Span<float> Row(int row) => Values.AsSpan(row * Width, Width);

    public Plane Copy() => new(Width, Height, [.. Values]);

    /// <summary>Makes rows of columns and columns of rows.</summary>
    public Plane Transpose()
    {
        var result = new Plane(Height, Width);
        for (var row = 0; row < Height; row++)
        {
            var source = Row(row);
            for (var column = 0; column < source.Length; column++)
            {
                result.Values[(column * Height) + row] = source[column];
            }
        }

        return result;
    }

    public Plane Map(Func<float, float> map) => new(Width, Height, Array.ConvertAll(Values, value => map(value)));
}
