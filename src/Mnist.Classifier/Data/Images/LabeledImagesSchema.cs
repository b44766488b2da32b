using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Mnist.Classifier.Data;

/// <summary>Describes the two columns of <see cref="LabeledImagesDataView"/> to ML.NET.</summary>
internal static class LabeledImagesSchema
{
    public const string PixelsName = "Pixels";

    public const int PixelsIndex = 0;
    public const int LabelIndex = 1;

    public static DataViewSchema Create(LabeledImages images)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn(
            PixelsName, new VectorDataViewType(NumberDataViewType.Byte, images.PixelsPerImage), PixelAnnotations(images));
        builder.AddColumn(
            "Label", new KeyDataViewType(typeof(uint), images.ClassCount), LabelAnnotations(images));
        return builder.ToSchema();
    }

    // Permutation feature importance names what it measured by these, and fails without them.
    private static DataViewSchema.Annotations PixelAnnotations(LabeledImages images)
    {
        var (count, width) = (images.PixelsPerImage, images.Width);
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(
            "SlotNames",
            new VectorDataViewType(TextDataViewType.Instance, count),
            (ref VBuffer<ReadOnlyMemory<char>> names) =>
            {
                var editor = VBufferEditor.Create(ref names, count);
                for (var i = 0; i < count; i++)
                {
                    editor.Values[i] = string.Create(
                        CultureInfo.InvariantCulture, $"row {i / width}, column {i % width}").AsMemory();
                }

                names = editor.Commit();
            });
        return builder.ToAnnotations();
    }

    private static DataViewSchema.Annotations LabelAnnotations(LabeledImages images)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        if (images.ClassNames is { } names)
        {
            AddKeyValues(builder, TextDataViewType.Instance, [.. names.Select(name => name.AsMemory())]);
        }
        else
        {
            AddKeyValues(builder, NumberDataViewType.Int32, [.. Enumerable.Range(0, images.ClassCount)]);
        }

        return builder.ToAnnotations();
    }

    private static void AddKeyValues<T>(
        DataViewSchema.Annotations.Builder builder, PrimitiveDataViewType type, T[] classes) => builder.Add(
            "KeyValues",
            new VectorDataViewType(type, classes.Length),
            (ref VBuffer<T> values) =>
            {
                var editor = VBufferEditor.Create(ref values, classes.Length);
                classes.CopyTo(editor.Values);
                values = editor.Commit();
            });
}
