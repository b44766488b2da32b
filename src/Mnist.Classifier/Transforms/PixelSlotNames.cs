using Microsoft.ML;
using Microsoft.ML.Data;

namespace Mnist.Classifier.Transforms;

/// <summary>
/// Names the slots of a column of pixels <c>row 3, column 14</c>, both from 0. Permutation feature importance reports its
/// results by these names, and fails without them.
/// </summary>
internal static class PixelSlotNames
{
    public static DataViewSchema.Annotations Annotate(int height, int width)
    {
        var count = height * width;
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddSlotNames(count, (ref VBuffer<ReadOnlyMemory<char>> names) => names = new(count, [.. Enumerable
            .Range(0, count)
            .Select(pixel => FormattableString.Invariant($"row {pixel / width}, column {pixel % width}").AsMemory())]));
        return builder.ToAnnotations();
    }
}
