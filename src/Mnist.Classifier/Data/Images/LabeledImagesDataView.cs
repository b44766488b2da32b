using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Classifier.Transforms;

namespace Mnist.Classifier.Data;

/// <summary>
/// Presents <see cref="LabeledImages"/> to ML.NET. Thread-safe; each cursor belongs to one thread, and the cursors of a set
/// can be used in parallel.
/// </summary>
internal sealed class LabeledImagesDataView(LabeledImages images) : IDataView
{
    public const string PixelsName = "Pixels";

    public bool CanShuffle => true;

    public DataViewSchema Schema { get; } = CreateSchema(images);

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

    private static DataViewSchema CreateSchema(LabeledImages images)
    {
        var label = new DataViewSchema.Annotations.Builder();
        if (images.ClassNames is { } names)
        {
            label.AddKeyValues(names.Count, TextDataViewType.Instance, (ref VBuffer<ReadOnlyMemory<char>> values) =>
                values = new(names.Count, [.. names.Select(name => name.AsMemory())]));
        }
        else
        {
            label.AddKeyValues(images.ClassCount, NumberDataViewType.Int32, (ref VBuffer<int> values) =>
                values = new(images.ClassCount, [.. Enumerable.Range(0, images.ClassCount)]));
        }

        var builder = new DataViewSchema.Builder();
        var pixels = new VectorDataViewType(NumberDataViewType.Byte, images.PixelsPerImage);
        builder.AddColumn(PixelsName, pixels, PixelSlotNames.Annotate(images.Height, images.Width));
        builder.AddColumn("Label", new KeyDataViewType(typeof(uint), images.ClassCount), label.ToAnnotations());
        return builder.ToSchema();
    }
}
