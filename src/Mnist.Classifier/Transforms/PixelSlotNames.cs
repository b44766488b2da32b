using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Mnist.Classifier.Transforms;

/// <summary>
/// Names the slots of a column of pixels <c>row 3, column 14</c>, both from 0. Permutation feature importance names what it
/// measured by these, and fails without them.
/// </summary>
internal static class PixelSlotNames
{
    public static DataViewSchema.Annotations Annotate(int height, int width)
    {
        var count = height * width;
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
}
