using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;
using Microsoft.ML.Runtime;

namespace DenseNetworks.ML.MLNet;

/// <summary>
/// The same rows, read some at a time where a column is asked for, so that who computes something of it can do so for many rows
/// at once: by a <see cref="ReadAheadCursor"/>.
/// </summary>
/// <param name="host">The host.</param>
/// <param name="source">The rows.</param>
/// <param name="columnName">The column.</param>
/// <param name="rowsAtOnce">How many rows are read at once, at most.</param>
internal sealed class ReadAheadView(IHost host, IDataView source, string columnName, int rowsAtOnce) : ITransformCanSaveOnnx
{
    public IDataView Source => source;

    public DataViewSchema Schema => source.Schema;

    public bool CanShuffle => source.CanShuffle;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        ReadAhead(source.GetRowCursor(columnsNeeded, rand));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var cursors = source.GetRowCursorSet(columnsNeeded, n, rand);
        // ML.NET would split one cursor behind this view, and rows come out of a split one by one.
        return Array.ConvertAll(
            cursors.Length == 1 && n > 1 ? DataViewUtils.CreateSplitCursors(host, cursors[0], n) : cursors, ReadAhead);
    }

    // For ML.NET this view is a step of the pipeline: one that changes nothing.
    bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx) => true;

    void ISaveAsOnnx.SaveAsOnnx(OnnxContext ctx)
    {
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException(
        "Save the transformer, not the rows it gives.");

    // Values of other types, such as images, may be too large to hold many, and someone has to dispose them.
    private DataViewRowCursor ReadAhead(DataViewRowCursor cursor) =>
        Schema.GetColumnOrNull(columnName) is { } column && cursor.IsColumnActive(column)
        && Schema.Where(cursor.IsColumnActive).All(active => active.Type is PrimitiveDataViewType or VectorDataViewType)
            ? new ReadAheadCursor(cursor, rowsAtOnce)
            : cursor;
}
