namespace DenseNetworks.Network;

/// <summary>
/// A view of floats as a matrix, stored by rows or by columns, or of a part of such a matrix. Nothing is copied.
/// </summary>
internal readonly ref struct MatrixView
{
    /// <summary>Initializes a view of floats that are stored by rows without gaps, <c>[rows, columns]</c>.</summary>
    /// <exception cref="ArgumentException">The number of floats is not that of the matrix.</exception>
    public MatrixView(ReadOnlySpan<float> values, int rows, int columns)
        : this(values, rows, columns, rowStride: columns, columnStride: 1)
    {
        if (values.Length != (long)rows * columns)
        {
            throw new ArgumentException($"{values.Length} floats are no matrix of {rows} x {columns}.", nameof(values));
        }
    }

    private MatrixView(ReadOnlySpan<float> values, int rows, int columns, int rowStride, int columnStride)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        Values = values;
        (Rows, Columns) = (rows, columns);
        (RowStride, ColumnStride) = (rowStride, columnStride);
    }

    /// <summary>
    /// Gets the floats from the first to the last of the matrix, including those in between that are not part of it.
    /// </summary>
    public ReadOnlySpan<float> Values { get; }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Gets the distance between a value and the one below it. This or <see cref="ColumnStride"/> is 1.</summary>
    public int RowStride { get; }

    /// <summary>Gets the distance between a value and the one to its right.</summary>
    public int ColumnStride { get; }

    public MatrixView Transposed => new(Values, Columns, Rows, ColumnStride, RowStride);

    public MatrixView SliceRows(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)start + count, Rows, nameof(count));
        if (count == 0 || Columns == 0)
        {
            return new MatrixView([], count, Columns, RowStride, ColumnStride);
        }

        var length = ((count - 1) * RowStride) + ((Columns - 1) * ColumnStride) + 1;
        return new MatrixView(Values.Slice(start * RowStride, length), count, Columns, RowStride, ColumnStride);
    }

    public MatrixView SliceColumns(int start, int count) => Transposed.SliceRows(start, count).Transposed;
}
