namespace Mnist.Classifier.Benchmarks;

/// <summary>
/// Moves the pixels of an image by an affine map. Between pixels they are interpolated by straight lines; beyond the border
/// is paper.
/// </summary>
/// <param name="ColumnByColumn">How many columns further to look in the image for each column of the result.</param>
/// <param name="ColumnByRow">How many columns further to look for each row of the result.</param>
/// <param name="RowByColumn">How many rows further to look for each column of the result.</param>
/// <param name="RowByRow">How many rows further to look for each row of the result.</param>
internal readonly record struct AffineWarp(float ColumnByColumn, float ColumnByRow, float RowByColumn, float RowByRow)
{
    private const float Centre = (InkPlane.Side - 1) / 2f;

    /// <summary>Gets the map that moves nothing.</summary>
    public static AffineWarp Identity { get; } = new(1, 0, 0, 1);

    /// <summary>Gets how many columns to the left the image moves.</summary>
    public float Left { get; init; }

    /// <summary>Gets how many rows up the image moves.</summary>
    public float Up { get; init; }

    /// <summary>Transforms an image around its middle, and shifts it by <see cref="Left"/> and <see cref="Up"/>.</summary>
    public void Apply(ReadOnlySpan<byte> image, Span<byte> destination)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            var (x, y) = ((i % InkPlane.Side) - Centre, (i / InkPlane.Side) - Centre);
            var column = Centre + Left + (ColumnByColumn * x) + (ColumnByRow * y);
            var row = Centre + Up + (RowByColumn * x) + (RowByRow * y);
            destination[i] = (byte)MathF.Round(Sample(image, column, row));
        }
    }

    private static float Sample(ReadOnlySpan<byte> image, float column, float row)
    {
        var (left, top) = ((int)MathF.Floor(column), (int)MathF.Floor(row));
        var (along, down) = (column - left, row - top);
        var above = float.Lerp(PixelAt(image, left, top), PixelAt(image, left + 1, top), along);
        var below = float.Lerp(PixelAt(image, left, top + 1), PixelAt(image, left + 1, top + 1), along);
        return float.Lerp(above, below, down);
    }

    private static byte PixelAt(ReadOnlySpan<byte> image, int column, int row) =>
        column is >= 0 and < InkPlane.Side && row is >= 0 and < InkPlane.Side
            ? image[(row * InkPlane.Side) + column]
            : byte.MinValue;
}
