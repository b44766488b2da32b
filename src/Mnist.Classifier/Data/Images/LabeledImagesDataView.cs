using Microsoft.ML;

namespace Mnist.Classifier.Data;

/// <summary>
/// Presents <see cref="LabeledImages"/> to ML.NET. Thread-safe; each cursor belongs to one thread, and the cursors of a set
/// can be used in parallel.
/// </summary>
internal sealed class LabeledImagesDataView(LabeledImages images) : IDataView
{
    public bool CanShuffle => true;

    public DataViewSchema Schema { get; } = LabeledImagesSchema.Create(images);

    public long? GetRowCount() => images.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        GetRowCursorSet(columnsNeeded, 1, rand)[0];

    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        var isActive = new bool[Schema.Count];
        foreach (var column in columnsNeeded)
        {
            if (column.Index >= Schema.Count || column.Name != Schema[column.Index].Name)
            {
                throw new ArgumentException(
                    $"The column '{column.Name}' at index {column.Index} is not one of this data.", nameof(columnsNeeded));
            }

            isActive[column.Index] = true;
        }

        // The cursors of a set share one order, so that they are a partition of it.
        int[]? order = rand is null ? null : [.. Enumerable.Range(0, images.Count)];
        rand?.Shuffle(order!);
        var count = Math.Clamp(n, 1, LabeledImagesCursor.BatchCount(images.Count));
        return [.. Enumerable.Range(0, count)
            .Select(part => new LabeledImagesCursor(Schema, images, isActive, order, part, count))];
    }
}
