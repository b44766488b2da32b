using DenseNetworks.Network;
using Testing;

namespace DenseNetworks.Tests.Network;

/// <summary>A matrix of numbers from -1/2 to 1/2, a tenth of them 0, that lies in memory row by row or column by column.</summary>
internal sealed record RandomMatrix(float[] Values, int Rows, int Columns, bool IsTransposed)
{
    public MatrixView View => IsTransposed
        ? new MatrixView(Values, Columns, Rows).Transposed
        : new MatrixView(Values, Rows, Columns);

    public float this[int row, int column] => Values[IsTransposed ? (column * Rows) + row : (row * Columns) + column];

    public static RandomMatrix Make(int seed, int rows, int columns, bool isTransposed = false)
    {
        var features = Networks.Features(seed, rows * columns, zeroShare: 0.1);
        var values = Array.ConvertAll(features, value => value == 0 ? 0 : value - 0.5f);
        return new RandomMatrix(values, rows, columns, isTransposed);
    }
}
