using Microsoft.ML;
using Microsoft.ML.Data;

namespace Mnist.Classifier.Data;

/// <summary>
/// Enumerates the images in a given order: all of them, or, as one of n cursors, every n-th batch of rows, so that the batch
/// numbers restore the order of the whole (see <see cref="DataViewRow.Batch"/>). Nothing is allocated per row.
/// </summary>
internal sealed class LabeledImagesCursor : DataViewRowCursor
{
    // Long enough to make a change of batch rare, short enough to spread even a small data set over the cores.
    private const int RowsPerBatch = 64;

    private readonly LabeledImages _images;
    private readonly int[]? _order;
    private readonly int _stride;
    private readonly Delegate?[] _getters;

    // The position of the next row in the order; a long, because a stride past the end may exceed int.MaxValue.
    private long _next;
    private long _position = -1;
    private int _row = -1;

    public LabeledImagesCursor(
        DataViewSchema schema, LabeledImages images, bool[] isActive, int[]? order, int part, int parts)
    {
        Schema = schema;
        (_images, _order) = (images, order);
        _next = (long)part * RowsPerBatch;
        _stride = (parts - 1) * RowsPerBatch;
        Delegate[] getters = [(ValueGetter<VBuffer<byte>>)GetPixels, (ValueGetter<uint>)GetLabel]; // in the order of the schema
        _getters = [.. getters.Select((getter, index) => isActive[index] ? getter : null)];
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _position;

    public override long Batch => _row < 0 ? 0 : (_next - 1) / RowsPerBatch;

    /// <summary>Gets the number of batches, which is the most cursors that can have rows.</summary>
    public static int BatchCount(int rows) => ((rows - 1) / RowsPerBatch) + 1;

    public override bool MoveNext()
    {
        // Skips the batches of the other cursors, but not before the first row.
        var next = _position >= 0 && _next % RowsPerBatch == 0 ? _next + _stride : _next;
        if (next >= _images.Count)
        {
            End();
            return false;
        }

        _row = _order is null ? (int)next : _order[next];
        _next = next + 1;
        _position++;
        return true;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => _getters[column.Index] is not null;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        var getter = _getters[column.Index] ?? throw new ArgumentOutOfRangeException(
            nameof(column), $"The column '{column.Name}' is not active: ask for it when opening the cursor.");
        return getter as ValueGetter<TValue> ?? throw new InvalidOperationException(
            $"The column '{column.Name}' is read as {column.Type.RawType}, not as {typeof(TValue)}.");
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => GetId;

    protected override void Dispose(bool disposing)
    {
        End();
        base.Dispose(disposing);
    }

    private void End()
    {
        _next = long.MaxValue - int.MaxValue;
        _position = -1;
        _row = -1;
    }

    private void GetPixels(ref VBuffer<byte> value)
    {
        var editor = VBufferEditor.Create(ref value, _images.PixelsPerImage);
        _images.CopyPixels(RequireRow(), editor.Values);
        value = editor.Commit();
    }

    // A key counts from 1: 0 stands for a missing value.
    private void GetLabel(ref uint value)
    {
        var label = _images.GetLabel(RequireRow());
        value = label < _images.ClassCount ? (uint)label + 1 : 0;
    }

    private void GetId(ref DataViewRowId value) => value = new DataViewRowId((ulong)RequireRow(), 0);

    private int RequireRow() => _row >= 0
        ? _row
        : throw new InvalidOperationException("The cursor is not on a row: read after MoveNext returned true.");
}
