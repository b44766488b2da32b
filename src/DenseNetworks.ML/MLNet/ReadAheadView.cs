using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;
using Microsoft.ML.Runtime;

namespace DenseNetworks.ML.MLNet;

/// <summary>
/// A view of the same rows that are read several at a time, by a <see cref="ReadAheadCursor"/>, if a given column is active. So
/// a transformer can process many rows of that column at once.
/// </summary>
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
        // ML.NET would split a single cursor after this view, and the parts would return rows one by one.
        return Array.ConvertAll(
            cursors.Length == 1 && n > 1 ? DataViewUtils.CreateSplitCursors(host, cursors[0], n) : cursors, ReadAhead);
    }

    // To ML.NET, this view is a step of the pipeline that changes nothing.
    bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx) => true;

    void ISaveAsOnnx.SaveAsOnnx(OnnxContext ctx)
    {
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException(
        "Save the transformer, not the data view that it returns.");

    // Values of other types, such as images, may be large, and must be disposed.
    private DataViewRowCursor ReadAhead(DataViewRowCursor cursor) =>
        Schema.GetColumnOrNull(columnName) is { } column && cursor.IsColumnActive(column)
        && Schema.Where(cursor.IsColumnActive).All(active => active.Type is PrimitiveDataViewType or VectorDataViewType)
            ? new ReadAheadCursor(cursor, rowsAtOnce)
            : cursor;
}
