using Microsoft.ML;

namespace Mnist.Classifier.Data;

/// <summary>
/// Shows <see cref="LabeledImages"/> to ML.NET. Thread-safe; each cursor belongs to one thread, and the cursors of a
/// set may run side by side.
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
            RequireOwn(column);
            isActive[column.Index] = true;
        }

        // All cursors of a set walk one order, or they would not be a partition of it.
        var order = rand is null ? null : Shuffle(rand, images.Count);
        var cursors = new DataViewRowCursor[Math.Clamp(n, 1, LabeledImagesCursor.BatchCount(images.Count))];
        for (var i = 0; i < cursors.Length; i++)
        {
            cursors[i] = new LabeledImagesCursor(Schema, images, isActive, order, i, cursors.Length);
        }

        return cursors;
    }

    private static int[] Shuffle(Random random, int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        random.Shuffle(order);
        return order;
    }

    private void RequireOwn(DataViewSchema.Column column)
    {
        if (column.Index >= Schema.Count || column.Name != Schema[column.Index].Name)
        {
            throw new ArgumentException(
                $"The column '{column.Name}' at index {column.Index} is not one of this data.", nameof(column));
        }
    }
}
