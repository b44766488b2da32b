using Microsoft.ML;
using Microsoft.ML.Data;

namespace DenseNetworks.ML.MLNet;

/// <summary>
/// Reads the values of several rows ahead. It starts with one row and doubles the number each time, so that a caller that needs
/// few rows does not wait for many.
/// </summary>
internal sealed class ReadAheadCursor : DataViewRowCursor
{
    private readonly DataViewRowCursor _source;
    private readonly Dictionary<int, ColumnBuffer> _buffers;
    private readonly ValueGetter<DataViewRowId> _getId;
    private readonly DataViewRowId[] _ids;
    private readonly long[] _batches;
    private long _blockStart = -1;
    private int _row = -1;
    private int _nextRowCount = 1;

    public ReadAheadCursor(DataViewRowCursor source, int rowsAtOnce)
    {
        _source = source;
        _getId = source.GetIdGetter();
        _ids = new DataViewRowId[rowsAtOnce];
        _batches = new long[rowsAtOnce];
        _buffers = source.Schema.Where(source.IsColumnActive)
            .ToDictionary(column => column.Index, column => ColumnBuffer.Create(source, column, rowsAtOnce, () => Row));
    }

    public override DataViewSchema Schema => _source.Schema;

    public override long Position => _row < 0 ? -1 : _blockStart + _row;

    public override long Batch => _batches[Row];

    /// <summary>Gets the number of rows that were read together with the current one.</summary>
    public int RowCount { get; private set; }

    /// <summary>Gets the index of the current row among them.</summary>
    public int Row => _row >= 0 ? _row : throw new InvalidOperationException("The cursor is not on a row.");

    /// <summary>Gets the values of a vector column in all these rows.</summary>
    public ReadOnlySpan<VBuffer<T>> GetVectors<T>(DataViewSchema.Column column) =>
        ((VectorBuffer<T>)_buffers[column.Index]).Values.AsSpan(0, RowCount);

    public override bool MoveNext()
    {
        if (++_row < RowCount)
        {
            return true;
        }

        RowCount = 0;
        while (RowCount < _nextRowCount && _source.MoveNext())
        {
            _blockStart = RowCount == 0 ? _source.Position : _blockStart;
            _batches[RowCount] = _source.Batch;
            _getId(ref _ids[RowCount]);
            foreach (var buffer in _buffers.Values)
            {
                buffer.Read(RowCount);
            }

            RowCount++;
        }

        _row = RowCount == 0 ? -1 : 0;
        _nextRowCount = Math.Min(2 * _nextRowCount, _batches.Length);
        return RowCount > 0;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => _source.IsColumnActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!_buffers.TryGetValue(column.Index, out var buffer))
        {
            throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' is not active.");
        }

        return buffer.Getter as ValueGetter<TValue> ?? throw new InvalidOperationException(
            $"Column '{column.Name}' has values of {column.Type.RawType}, not of {typeof(TValue)}.");
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = _ids[Row];

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _source.Dispose();
        }

        base.Dispose(disposing);
    }
}
