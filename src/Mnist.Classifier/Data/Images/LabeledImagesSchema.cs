using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Classifier.Transforms;

namespace Mnist.Classifier.Data;

/// <summary>Describes the two columns of <see cref="LabeledImagesDataView"/> to ML.NET.</summary>
internal static class LabeledImagesSchema
{
    public const string PixelsName = "Pixels";

    public static DataViewSchema Create(LabeledImages images)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn(
            PixelsName,
            new VectorDataViewType(NumberDataViewType.Byte, images.PixelsPerImage),
            PixelSlotNames.Annotate(images.Height, images.Width));
        builder.AddColumn(
            "Label", new KeyDataViewType(typeof(uint), images.ClassCount), LabelAnnotations(images));
        return builder.ToSchema();
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
            (ref VBuffer<T> values) => new VBuffer<T>(classes.Length, classes).CopyTo(ref values));
}
