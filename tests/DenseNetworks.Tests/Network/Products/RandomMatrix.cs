using DenseNetworks.Network;

namespace DenseNetworks.Tests.Network;

/// <summary>A matrix of numbers from -0.4 to 0.5, in memory row by row or column by column.</summary>
internal sealed record RandomMatrix(float[] Values, int Rows, int Columns, bool IsTransposed)
{
    public MatrixView View => IsTransposed
        ? new MatrixView(Values, Columns, Rows).Transposed
        : new MatrixView(Values, Rows, Columns);

    public float this[int row, int column] => Values[IsTransposed ? (column * Rows) + row : (row * Columns) + column];

    public static RandomMatrix Make(int seed, int rows, int columns, bool isTransposed = false)
    {
        var random = new Random(seed);
        var values = new float[rows * columns];
        foreach (ref var value in values.AsSpan())
        {
            value = MathF.Max(random.NextSingle(), 0.1f) - 0.5f;
        }

        return new RandomMatrix(values, rows, columns, isTransposed);
    }
}
