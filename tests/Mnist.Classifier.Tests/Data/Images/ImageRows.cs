using Microsoft.ML;
using Microsoft.ML.Data;
using Mnist.Classifier.Tests.Benchmarks;
using Testing;

namespace Mnist.Classifier.Tests.Data.Images;

/// <summary>Images with random pixels, and what their data views give of them.</summary>
internal static class ImageRows
{
    /// <summary>Makes images of 2x3 pixels and 10 classes.</summary>
    public static LabeledImages Make(int count)
    {
        var random = new Random(count);
        var pixels = new byte[count * 6];
        random.NextBytes(pixels);
        var labels = Enumerable.Range(0, count).Select(_ => (byte)random.Next(10)).ToArray();
        return new LabeledImages(pixels, labels, height: 2, width: 3, classCount: 10);
    }

    /// <summary>Gets the numbers of the images in the order in which a cursor comes to them.</summary>
    public static int[] Rows(IDataView view, Random? random = null) =>
        [.. RowsWithBatch(view.GetRowCursor(view.Schema, random)).Select(row => row.Row)];

    public static List<(long Batch, int Row)> RowsWithBatch(DataViewRowCursor cursor)
    {
        using (cursor)
        {
            var rows = new List<(long, int)>();
            var getId = cursor.GetIdGetter();
            DataViewRowId id = default;
            while (cursor.MoveNext())
            {
                cursor.Position.Should().Be(rows.Count);
                getId(ref id);
                rows.Add((cursor.Batch, (int)id.Low));
            }

            return rows;
        }
    }
}
